package org.sputterpilot.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A picture of the pages under {@code src/docs/explanation}, drawn by the test whose numbers it shows. The same numbers
 * give the same file; it carries its own light and dark colours. {@link #isTheCommittedOne} writes it to
 * {@code target/pictures} and holds it against the committed one.
 */
public final class Plot {
    /** Where the pages look for it. */
    public static final Path COMMITTED = Path.of("src/docs/explanation/pictures");

    private static final Path DRAWN = Path.of("target/pictures");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    /** Another processor may round the last digit of a sine differently; a reader sees a pixel. */
    private static final double SAME_PIXELS = 1;

    private static final int WIDE = 640;
    private static final int HIGH = 230;
    private static final int LEFT = 70;
    private static final int TOP = 58;
    private static final int PITCH = HIGH + TOP + 52;

    private static final String STYLE = """
            <style>
              svg { font: 13px system-ui, sans-serif; --paper: #fff; --ink: #1f2328; --faint: #d8dee4; --one: #0a58ca; --two: #b35309; --old: #6e7781 }
              @media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --ink: #e6edf3; --faint: #30363d; --one: #6cb6ff; --two: #f0a35e; --old: #9aa4af } }
              .paper { fill: var(--paper) } text { fill: var(--ink) } .title { font-weight: 600 }
              .grid { stroke: var(--faint) } .one, .two, .old { fill: none; stroke-width: 2 }
              .one { stroke: var(--one) } .two { stroke: var(--two) } .old { stroke: var(--old); stroke-dasharray: 6 4 }
              .dot.one { fill: var(--one); stroke: none } .dot.two { fill: var(--paper); stroke-width: 1.5 }
              .dot.old { fill: var(--old); stroke: none } .dim { opacity: .45 }
              .area { stroke: none; opacity: .28 } .area.one { fill: var(--one) } .area.two { fill: var(--two) } .area.old { fill: var(--old) }
              .mark { stroke: var(--old); stroke-dasharray: 2 3 }
            </style>
            """;

    /** How something is drawn; the three differ by more than their colour. */
    public enum Ink {
        /** The first thing: solid line, full dot. */
        ONE,
        /** The second: solid line, open ring. */
        TWO,
        /** What it is compared with: dashes. */
        OLD;

        private String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A point of a line or a cloud. */
    public record At(double x, double y) {}

    private final String name;
    private final String what;
    private final List<Panel> panels = new ArrayList<>();

    private Plot(String name, String what) {
        this.name = name;
        this.what = what;
    }

    /**
     * An empty sheet.
     *
     * @param name of the file, without its ending
     * @param what it shows, for those who cannot see it
     */
    public static Plot of(String name, String what) {
        return new Plot(name, what);
    }

    /** One more frame, below the others. */
    public Panel panel(String title) {
        Panel panel = new Panel(title);
        panels.add(panel);
        return panel;
    }

    /** Writes the picture and says so when the committed one shows something else. */
    public void isTheCommittedOne() {
        String drawn = svg();
        try {
            Files.createDirectories(DRAWN);
            Files.writeString(DRAWN.resolve(name + ".svg"), drawn);
            Path committed = COMMITTED.resolve(name + ".svg");
            assertThat(committed)
                    .as("copy target/pictures/%s.svg there once you have looked at it", name)
                    .isRegularFile();
            same(drawn, Files.readString(committed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void same(String drawn, String committed) {
        String how = "copy target/pictures/%s.svg over %s once you have looked at it".formatted(name, COMMITTED);
        assertThat(NUMBER.matcher(drawn).replaceAll("#"))
                .as(how)
                .isEqualTo(NUMBER.matcher(committed).replaceAll("#"));
        List<Double> now = numbers(drawn);
        List<Double> then = numbers(committed);
        for (int i = 0; i < now.size(); i++) {
            assertThat(now.get(i)).as(how).isCloseTo(then.get(i), within(SAME_PIXELS));
        }
    }

    private static List<Double> numbers(String svg) {
        return NUMBER.matcher(svg)
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .toList();
    }

    private String svg() {
        StringBuilder out = new StringBuilder();
        int wide = LEFT + WIDE + 24;
        int high = panels.size() * PITCH + 4;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\">%n"
                .formatted(wide, high, wide));
        out.append("<title>").append(what).append("</title>\n").append(STYLE);
        out.append("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>%n".formatted(wide, high));
        for (int i = 0; i < panels.size(); i++) {
            out.append("<g transform=\"translate(%d %d)\">%n".formatted(LEFT, TOP + i * PITCH));
            panels.get(i).draw(out);
            out.append("</g>\n");
        }
        return out.append("</svg>\n").toString().replace("\r\n", "\n");
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replace("-0.0", "0.0");
    }

    /** One frame with its axes. */
    public static final class Panel {
        private final String title;
        private final StringBuilder inside = new StringBuilder();
        private final StringBuilder key = new StringBuilder();
        private double keyX;
        private Axis x;
        private Axis y;

        private Panel(String title) {
            this.title = title;
        }

        /** An axis, and what is told along it, with its unit. */
        private record Axis(String words, double low, double high) {
            double share(double value) {
                return (value - low) / (high - low);
            }

            double step() {
                double rough = (high - low) / 6;
                double ten = Math.pow(10, Math.floor(Math.log10(rough)));
                double many = rough / ten;
                return ten * (many > 5 ? 10 : many > 2 ? 5 : many > 1 ? 2 : 1);
            }
        }

        /** The axis along; needed before anything is drawn. */
        public Panel along(String wordsAndUnit, double low, double high) {
            x = new Axis(wordsAndUnit, low, high);
            return this;
        }

        /** The axis up; needed before anything is drawn. */
        public Panel up(String wordsAndUnit, double low, double high) {
            y = new Axis(wordsAndUnit, low, high);
            return this;
        }

        private double px(double value) {
            return WIDE * x.share(value);
        }

        private double py(double value) {
            return HIGH * (1 - y.share(Math.max(y.low, Math.min(y.high, value))));
        }

        private boolean isInside(At at) {
            return at.x >= x.low && at.x <= x.high && at.y >= y.low && at.y <= y.high;
        }

        /** A line; where it leaves the frame it is broken. An empty name keeps it out of the key. */
        public Panel line(Ink ink, String named, List<At> points) {
            StringBuilder d = new StringBuilder();
            boolean pen = false;
            for (At at : points) {
                boolean inside = isInside(at);
                if (inside) {
                    d.append(pen ? "L" : "M")
                            .append(pixels(px(at.x)))
                            .append(' ')
                            .append(pixels(py(at.y)));
                }
                pen = inside;
            }
            inside.append("<path class=\"%s\" d=\"%s\"/>%n".formatted(ink.css(), d));
            return named(ink, named, "<path class=\"%s\" d=\"M0 0H22\"/>");
        }

        /** A cloud of points. */
        public Panel dots(Ink ink, String named, double size, List<At> points) {
            inside.append("<g class=\"%s\">%n".formatted(size < 2 ? "dim" : "dots"));
            for (At at : points) {
                if (isInside(at)) {
                    inside.append("<circle class=\"dot %s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>%n"
                            .formatted(ink.css(), pixels(px(at.x)), pixels(py(at.y)), pixels(size)));
                }
            }
            inside.append("</g>\n");
            return named(ink, named, "<circle class=\"dot %s\" cx=\"11\" cy=\"0\" r=\"4\"/>");
        }

        /** The area between two lines over the same x. */
        public Panel band(Ink ink, String named, List<At> low, List<At> high) {
            StringBuilder d = new StringBuilder();
            for (int i = 0; i < low.size(); i++) {
                d.append(i == 0 ? "M" : "L").append(pixels(px(low.get(i).x))).append(' ');
                d.append(pixels(py(low.get(i).y)));
            }
            for (int i = high.size() - 1; i >= 0; i--) {
                d.append("L").append(pixels(px(high.get(i).x))).append(' ').append(pixels(py(high.get(i).y)));
            }
            inside.append("<path class=\"area %s\" d=\"%sZ\"/>%n".formatted(ink.css(), d));
            return named(ink, named, "<path class=\"area %s\" d=\"M0 -6H22V6H0Z\"/>");
        }

        /** Columns of equal width from the axis up, each named by its middle. */
        public Panel columns(Ink ink, String named, double width, List<At> tops) {
            for (At at : tops) {
                List<At> foot = List.of(new At(at.x - 0.46 * width, y.low), new At(at.x + 0.46 * width, y.low));
                List<At> head = List.of(new At(at.x - 0.46 * width, at.y), new At(at.x + 0.46 * width, at.y));
                band(ink, "", foot, head);
            }
            return named(ink, named, "<path class=\"area %s\" d=\"M0 -6H22V6H0Z\"/>");
        }

        /** A value along, marked from bottom to top. */
        public Panel mark(double at) {
            inside.append("<path class=\"mark\" d=\"M%s 0V%d\"/>%n".formatted(pixels(px(at)), HIGH));
            return this;
        }

        /** The same with its word, before or behind it, at a share of the height. */
        public Panel mark(double at, String word, boolean before, double atShareOfHeight) {
            inside.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n"
                    .formatted(
                            pixels(px(at) + (before ? -6 : 6)),
                            pixels(HIGH * (1 - atShareOfHeight)),
                            before ? "end" : "start",
                            word));
            return mark(at);
        }

        private Panel named(Ink ink, String words, String sample) {
            if (!words.isEmpty()) {
                key.append("<g transform=\"translate(%s -16)\">".formatted(pixels(keyX)))
                        .append(sample.formatted(ink.css()))
                        .append("<text x=\"28\" y=\"4\">%s</text></g>%n".formatted(words));
                keyX += 28 + 6.8 * words.length() + 18;
            }
            return this;
        }

        private void draw(StringBuilder out) {
            out.append("<text class=\"title\" y=\"-36\">%s</text>%n%s".formatted(title, key));
            for (double v : ticks(x)) {
                out.append(
                        "<path class=\"grid\" d=\"M%s 0V%d\"/><text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>%n"
                                .formatted(pixels(px(v)), HIGH, pixels(px(v)), HIGH + 18, worded(v, x.step())));
            }
            for (double v : ticks(y)) {
                out.append(
                        "<path class=\"grid\" d=\"M0 %sH%d\"/><text x=\"-8\" y=\"%s\" text-anchor=\"end\">%s</text>%n"
                                .formatted(pixels(py(v)), WIDE, pixels(py(v) + 4), worded(v, y.step())));
            }
            out.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n".formatted(WIDE, HIGH + 38, x.words));
            out.append("<text transform=\"translate(-52 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n"
                    .formatted(HIGH / 2, y.words));
            out.append(inside);
        }

        private static double[] ticks(Axis axis) {
            double step = axis.step();
            long first = (long) Math.ceil(axis.low / step - 1e-9);
            long last = (long) Math.floor(axis.high / step + 1e-9);
            double[] ticks = new double[(int) (last - first + 1)];
            for (int i = 0; i < ticks.length; i++) {
                ticks[i] = (first + i) * step;
            }
            return ticks;
        }

        private static String worded(double value, double step) {
            int digits = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
            return String.format(Locale.ROOT, "%." + digits + "f", value);
        }
    }
}
