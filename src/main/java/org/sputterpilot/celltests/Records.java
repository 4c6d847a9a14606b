package org.sputterpilot.celltests;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Records of a file in memory, by column.
 *
 * @param columns all equally long; NaN where the file says nothing
 */
public record Records(Map<Quantity, double[]> columns) {
    public Records {
        columns = new EnumMap<>(columns.isEmpty() ? new EnumMap<>(Quantity.class) : columns);
    }

    public int size() {
        return columns.values().stream().mapToInt(one -> one.length).findFirst().orElse(0);
    }

    /** A column; NaN everywhere when the file has none. */
    public double[] column(Quantity quantity) {
        double[] found = columns.get(quantity);
        if (found != null) {
            return found;
        }
        double[] nothing = new double[size()];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    public boolean has(Quantity quantity) {
        return columns.containsKey(quantity)
                && Arrays.stream(columns.get(quantity)).anyMatch(v -> !Double.isNaN(v));
    }
}
