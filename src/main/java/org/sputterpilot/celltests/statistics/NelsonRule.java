package org.sputterpilot.celltests.statistics;

import java.util.ArrayList;
import java.util.List;

/** Signs that a process has changed (Nelson 1984), each told at the value that completes it. */
public enum NelsonRule {
    /** One value beyond 3 sigma. */
    BEYOND_LIMITS(1) {
        @Override
        boolean at(double[] z, int i) {
            return Math.abs(z[i]) > 3;
        }
    },
    /** Nine in a row on one side. */
    ONE_SIDE(2) {
        @Override
        boolean at(double[] z, int i) {
            return i >= 8 && (all(z, i, 9, 1) || all(z, i, 9, -1));
        }

        private boolean all(double[] z, int i, int count, int side) {
            for (int j = i - count + 1; j <= i; j++) {
                if (!(z[j] * side > 0)) {
                    return false;
                }
            }
            return true;
        }
    },
    /** Six in a row rising, or falling. */
    TREND(3) {
        @Override
        boolean at(double[] z, int i) {
            return i >= 5 && (steps(z, i, 1) || steps(z, i, -1));
        }

        private boolean steps(double[] z, int i, int side) {
            for (int j = i - 4; j <= i; j++) {
                if (!((z[j] - z[j - 1]) * side > 0)) {
                    return false;
                }
            }
            return true;
        }
    },
    /** Two of three beyond 2 sigma on one side. */
    TWO_OF_THREE(5) {
        @Override
        boolean at(double[] z, int i) {
            return i >= 2 && (two(z, i, 1) || two(z, i, -1));
        }

        private boolean two(double[] z, int i, int side) {
            int beyond = 0;
            for (int j = i - 2; j <= i; j++) {
                beyond += z[j] * side > 2 ? 1 : 0;
            }
            return beyond >= 2 && z[i] * side > 2;
        }
    };

    private final int number;

    NelsonRule(int number) {
        this.number = number;
    }

    /** Its number in the paper. */
    public int number() {
        return number;
    }

    /**
     * Where it is broken.
     *
     * @param sigma within; nothing can be told when it is 0
     * @return indices of the values that complete it
     */
    public List<Integer> brokenAt(double[] values, double centre, double sigma) {
        List<Integer> found = new ArrayList<>();
        if (!(sigma > 0)) {
            return found;
        }
        double[] z = new double[values.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = (values[i] - centre) / sigma;
        }
        for (int i = 0; i < z.length; i++) {
            if (at(z, i)) {
                found.add(i);
            }
        }
        return found;
    }

    abstract boolean at(double[] z, int i);
}
