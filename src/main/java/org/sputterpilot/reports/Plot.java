package org.sputterpilot.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A curve over the time of a run, with the band in which its values lay: shapes without text, whose numbers stand in
 * the page around them.
 */
final class Plot {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 110;

    /** One column: seconds since the start, least, mean, most; NaN where nothing is known. */
    record Column(double s, double min, double mean, double max) {
        boolean isKnown() {
            return Double.isFinite(min) && Double.isFinite(mean) && Double.isFinite(max);
        }
    }

    private final List<Column> columns;
    private final double seconds;
    private final double low;
    private final double high;

    /** @param seconds length of the run */
    Plot(List<Column> columns, double seconds) {
        this.columns = columns;
        this.seconds = Math.max(seconds, 1e-3);
        List<Column> known = columns.stream().filter(Column::isKnown).toList();
        low = known.stream().mapToDouble(Column::min).min().orElse(Double.NaN);
        high = known.stream().mapToDouble(Column::max).max().orElse(Double.NaN);
    }

    boolean isEmpty() {
        return Double.isNaN(low);
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    String svg() {
        StringBuilder svg = new StringBuilder(4096);
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        for (double y : new double[] {0.5, HEIGHT / 2, HEIGHT - 0.5}) {
            line(svg, "#c8c8c8", 0.6, List.of(new double[] {0, y}, new double[] {WIDTH, y}));
        }
        for (List<Column> stretch : stretches()) {
            List<double[]> band = new ArrayList<>();
            stretch.forEach(c -> band.add(new double[] {x(c.s()), y(c.max())}));
            for (int i = stretch.size() - 1; i >= 0; i--) {
                band.add(new double[] {x(stretch.get(i).s()), y(stretch.get(i).min())});
            }
            if (stretch.size() > 1) {
                svg.append("<polygon fill=\"#c9d4e0\" points=\"")
                        .append(points(band))
                        .append("\"/>");
                line(
                        svg,
                        "#1f3a56",
                        1,
                        stretch.stream()
                                .map(c -> new double[] {x(c.s()), y(c.mean())})
                                .toList());
            }
        }
        return svg.append("</svg>").toString();
    }

    /** Columns without a hole between them. */
    private List<List<Column>> stretches() {
        List<List<Column>> all = new ArrayList<>();
        all.add(new ArrayList<>());
        for (Column column : columns) {
            if (column.isKnown()) {
                all.get(all.size() - 1).add(column);
            } else {
                all.add(new ArrayList<>());
            }
        }
        return all;
    }

    private double x(double s) {
        return s / seconds * WIDTH;
    }

    private double y(double value) {
        double span = high > low ? high - low : 1;
        return HEIGHT - 1 - (value - low) / span * (HEIGHT - 2);
    }

    private static void line(StringBuilder svg, String colour, double width, List<double[]> points) {
        svg.append("<polyline fill=\"none\" stroke=\"")
                .append(colour)
                .append("\" stroke-width=\"")
                .append(width)
                .append("\" points=\"")
                .append(points(points))
                .append("\"/>");
    }

    private static String points(List<double[]> points) {
        StringBuilder text = new StringBuilder();
        for (double[] point : points) {
            text.append(text.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.2f,%.2f", point[0], point[1]));
        }
        return text.toString();
    }
}
