package org.sputterpilot.metrology;

import java.util.ArrayList;
import java.util.List;

/**
 * What one file holds: one profile, or the rows of an image.
 *
 * @param file its name
 * @param header the lines before the numbers, as they stand
 * @param rows profiles in the order of the file
 * @param image whether the rows are those of an image and so belong together
 */
public record Scan(String file, List<String> header, List<Profile> rows, boolean image) {
    private static final int BANDS = 8;

    public Scan {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /**
     * Profiles to fit. Rows of an image that lie side by side see the same bumps, so they are averaged into a few
     * bands: 256 rows are not 256 independent profiles.
     */
    public List<Profile> profiles() {
        if (!image || rows.size() <= BANDS) {
            return rows;
        }
        List<Profile> bands = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            int from = band * rows.size() / BANDS;
            int to = (band + 1) * rows.size() / BANDS;
            double[] mean = new double[rows.get(0).size()];
            for (Profile row : rows.subList(from, to)) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += row.z()[i] / (to - from);
                }
            }
            bands.add(new Profile(
                    file + " rows " + (from + 1) + "-" + to, rows.get(from).x(), mean));
        }
        return bands;
    }
}
