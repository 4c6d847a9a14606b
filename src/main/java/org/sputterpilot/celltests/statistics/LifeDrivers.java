package org.sputterpilot.celltests.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Which process variable goes with the life of the cells. One variable at a time is put into a proportional-hazards
 * model (Cox, ties after Breslow). How large a score chance alone gives is found by dealing the batches' values anew
 * among the batches, because cells of one batch are no independent witnesses; and the largest score of all variables is
 * what a finding has to beat (Westfall and Young 1993), so that looking at many variables does not invent one.
 *
 * <p>A finding is a reason to make an experiment. Variables that moved together cannot be told apart; they are named.
 *
 * @param notEnough why nothing is said, or empty
 * @param variables every variable that varied, strongest first
 * @param unvaried variables that were the same in all batches, or missing in some
 * @param batches how many
 * @param failures how many cells failed
 */
public record LifeDrivers(
        Optional<String> notEnough, List<Driver> variables, List<String> unvaried, int batches, int failures) {
    private static final int LEAST_BATCHES = 8;
    private static final int LEAST_FAILURES = 10;
    private static final int DEALS = 999;
    /** A finding by chance in no more than one of fifty looks. */
    private static final double LEVEL = 0.02;
    /** From here on two variables moved together. */
    private static final double TOGETHER = 0.8;

    private static final int NEWTON_STEPS = 30;
    private static final double FARTHEST = 10;

    /**
     * A batch and what became of it.
     *
     * @param id of the run
     * @param variables what was measured or set, by name
     * @param cells made from it
     */
    public record Batch(String id, Map<String, Double> variables, List<Lifetime> cells) {
        public Batch {
            variables = Map.copyOf(variables);
            cells = List.copyOf(cells);
        }
    }

    /**
     * One variable.
     *
     * @param name of the variable
     * @param hazardRatio how many times more failures an hour one standard deviation more goes with; below 1 it goes
     *     with a longer life
     * @param p how often chance alone lets any variable score so high
     * @param found whether it is told as a finding
     * @param together variables that moved with it and may be meant as well
     */
    public record Driver(String name, double hazardRatio, double p, boolean found, List<String> together) {
        public Driver {
            together = List.copyOf(together);
        }
    }

    public LifeDrivers {
        variables = List.copyOf(variables);
        unvaried = List.copyOf(unvaried);
    }

    /**
     * Looks.
     *
     * @param seed of the dealing; the same seed gives the same answer
     */
    public static LifeDrivers of(List<Batch> all, long seed) {
        List<Batch> batches =
                all.stream().filter(batch -> !batch.cells().isEmpty()).toList();
        Lives lives = Lives.of(batches);
        List<String> names = new ArrayList<>();
        List<String> unvaried = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        TreeSet<String> every = new TreeSet<>();
        batches.forEach(batch -> every.addAll(batch.variables().keySet()));
        for (String name : every) {
            double[] column = batches.stream()
                    .mapToDouble(batch -> batch.variables().getOrDefault(name, Double.NaN))
                    .toArray();
            if (standardise(column)) {
                names.add(name);
                columns.add(column);
            } else {
                unvaried.add(name);
            }
        }
        Optional<String> notEnough = lack(batches.size(), lives.failures(), names.size());
        List<Driver> drivers = notEnough.isPresent() ? List.of() : look(lives, names, columns, seed);
        return new LifeDrivers(notEnough, drivers, unvaried, batches.size(), lives.failures());
    }

    /** The variables that are told as findings. */
    public List<Driver> found() {
        return variables.stream().filter(Driver::found).toList();
    }

    private static Optional<String> lack(int batches, int failures, int variables) {
        if (batches < LEAST_BATCHES) {
            return Optional.of("not enough data: " + batches + " batches with cells, " + LEAST_BATCHES + " are needed");
        }
        if (failures < LEAST_FAILURES) {
            return Optional.of(
                    "not enough data: " + failures + " cells have failed, " + LEAST_FAILURES + " are needed");
        }
        return variables == 0 ? Optional.of("not enough data: no variable varied") : Optional.empty();
    }

    private static List<Driver> look(Lives lives, List<String> names, List<double[]> columns, long seed) {
        double[] scores = columns.stream().mapToDouble(lives::score).toArray();
        int[] beaten = new int[scores.length];
        SplittableRandom random = new SplittableRandom(seed);
        int[] deal = new int[columns.get(0).length];
        Arrays.setAll(deal, i -> i);
        double[] dealt = new double[deal.length];
        for (int d = 0; d < DEALS; d++) {
            shuffle(deal, random);
            double largest = 0;
            for (double[] column : columns) {
                for (int i = 0; i < deal.length; i++) {
                    dealt[i] = column[deal[i]];
                }
                largest = Math.max(largest, lives.score(dealt));
            }
            for (int v = 0; v < scores.length; v++) {
                beaten[v] += largest >= scores[v] ? 1 : 0;
            }
        }
        List<Driver> drivers = new ArrayList<>();
        for (int v = 0; v < scores.length; v++) {
            double p = (1.0 + beaten[v]) / (1.0 + DEALS);
            drivers.add(new Driver(
                    names.get(v), lives.hazardRatio(columns.get(v)), p, p <= LEVEL, together(v, names, columns)));
        }
        drivers.sort(Comparator.comparingDouble(Driver::p).thenComparing(Driver::name));
        return drivers;
    }

    private static List<String> together(int variable, List<String> names, List<double[]> columns) {
        List<String> found = new ArrayList<>();
        for (int other = 0; other < names.size(); other++) {
            double product = 0;
            for (int i = 0; i < columns.get(other).length; i++) {
                product += columns.get(variable)[i] * columns.get(other)[i];
            }
            if (other != variable && Math.abs(product) / columns.get(other).length >= TOGETHER) {
                found.add(names.get(other));
            }
        }
        return found;
    }

    private static void shuffle(int[] deal, SplittableRandom random) {
        for (int i = deal.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = deal[i];
            deal[i] = deal[j];
            deal[j] = kept;
        }
    }

    /** To mean 0 and variance 1; false when a value is missing or nothing varies. */
    private static boolean standardise(double[] column) {
        double mean = Arrays.stream(column).average().orElse(Double.NaN);
        double variance =
                Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum() / column.length;
        double sigma = Math.sqrt(variance);
        if (!(sigma > 1e-12 * Math.max(1e-300, Math.abs(mean)))) {
            return false;
        }
        for (int i = 0; i < column.length; i++) {
            column[i] = (column[i] - mean) / sigma;
        }
        return true;
    }

    /** All cells, longest life first, each with the number of its batch. */
    private record Lives(double[] hours, boolean[] failed, int[] batch, int failures) {
        private record Cell(Lifetime life, int batch) {}

        static Lives of(List<Batch> batches) {
            List<Cell> cells = new ArrayList<>();
            for (int b = 0; b < batches.size(); b++) {
                for (Lifetime life : batches.get(b).cells()) {
                    cells.add(new Cell(life, b));
                }
            }
            cells.sort(Comparator.comparingDouble((Cell cell) -> -cell.life().hours()));
            double[] hours = new double[cells.size()];
            boolean[] failed = new boolean[cells.size()];
            int[] batch = new int[cells.size()];
            int failures = 0;
            for (int i = 0; i < hours.length; i++) {
                hours[i] = cells.get(i).life().hours();
                failed[i] = cells.get(i).life().failed();
                batch[i] = cells.get(i).batch();
                failures += failed[i] ? 1 : 0;
            }
            return new Lives(hours, failed, batch, failures);
        }

        /** The score test of no effect: U²/I at β = 0. */
        double score(double[] values) {
            double[] sums = slope(values, 0);
            return sums[1] > 0 ? sums[0] * sums[0] / sums[1] : 0;
        }

        /** First and second derivative (turned positive) of the partial log-likelihood. */
        private double[] slope(double[] values, double beta) {
            double weight = 0;
            double first = 0;
            double second = 0;
            double u = 0;
            double information = 0;
            int i = 0;
            while (i < hours.length) {
                int from = i;
                double failedHere = 0;
                double valuesOfFailed = 0;
                while (i < hours.length && hours[i] == hours[from]) {
                    double x = values[batch[i]];
                    double w = Math.exp(beta * x);
                    weight += w;
                    first += w * x;
                    second += w * x * x;
                    if (failed[i]) {
                        failedHere++;
                        valuesOfFailed += x;
                    }
                    i++;
                }
                double mean = first / weight;
                u += valuesOfFailed - failedHere * mean;
                information += failedHere * (second / weight - mean * mean);
            }
            return new double[] {u, information};
        }

        /** By Newton's steps; a variable that parts all failures from all survivors has no end, and is cut off. */
        double hazardRatio(double[] values) {
            double beta = 0;
            for (int step = 0; step < NEWTON_STEPS; step++) {
                double[] sums = slope(values, beta);
                if (!(sums[1] > 1e-12)) {
                    break;
                }
                double next = Math.max(-FARTHEST, Math.min(FARTHEST, beta + sums[0] / sums[1]));
                boolean arrived = Math.abs(next - beta) < 1e-9;
                beta = next;
                if (arrived) {
                    break;
                }
            }
            return Math.exp(beta);
        }
    }
}
