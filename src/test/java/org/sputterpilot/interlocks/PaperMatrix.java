package org.sputterpilot.interlocks;

import java.util.List;
import org.sputterpilot.signals.Truth;

/**
 * The matrix worked out with pencil and paper: what a reviewer would do by hand, turn by turn, and nothing else. Shares
 * no line with the engine, so that both would have to be wrong in the same way.
 */
final class PaperMatrix {
    private static final int NEVER = -1;

    /** Turns from a cause to an effect, or {@link #NEVER}; then what each row says of itself, in turns. */
    record Rows(int[][] delay, int[] on, int[] off, boolean[] person) {}

    private final Rows rows;
    private final int[] dangerSince;
    private final int[] safeSince;
    private final int[] activeSince;
    final boolean[] latched;
    private final boolean[][] struck;
    private boolean neverReset = true;
    private int turn;

    PaperMatrix(Rows rows) {
        this.rows = rows;
        int causes = rows.on.length;
        dangerSince = filled(causes);
        safeSince = filled(causes);
        activeSince = filled(causes);
        latched = new boolean[causes];
        struck = new boolean[causes][rows.delay[0].length];
    }

    private static int[] filled(int length) {
        int[] never = new int[length];
        java.util.Arrays.fill(never, NEVER);
        return never;
    }

    boolean active(int cause) {
        return activeSince[cause] != NEVER;
    }

    /** One turn; answers which effects are tripped. */
    boolean[] turn(List<Truth> when, List<Truth> during, boolean[] bypassed, boolean reset) {
        turn++;
        boolean refused = false;
        for (int c = 0; c < rows.on.length; c++) {
            Truth danger = during.get(c) == Truth.FALSE ? Truth.FALSE : when.get(c);
            if (bypassed[c]) {
                activeSince[c] = NEVER;
            }
            if (danger == Truth.FALSE) {
                dangerSince[c] = NEVER;
                safeSince[c] = safeSince[c] == NEVER ? turn : safeSince[c];
                activeSince[c] = turn - safeSince[c] >= rows.off[c] ? NEVER : activeSince[c];
            } else {
                safeSince[c] = NEVER;
                dangerSince[c] = dangerSince[c] == NEVER ? turn : dangerSince[c];
                boolean due = danger == Truth.UNKNOWN || turn - dangerSince[c] >= rows.on[c];
                activeSince[c] = !active(c) && due && !bypassed[c] ? turn : activeSince[c];
            }
            latched[c] |= active(c) && rows.person[c];
            refused |= active(c) && rows.person[c];
        }
        if (reset && !refused) {
            neverReset = false;
            java.util.Arrays.fill(latched, false);
        }
        boolean[] tripped = new boolean[struck[0].length];
        for (int e = 0; e < tripped.length; e++) {
            tripped[e] = neverReset;
            for (int c = 0; c < rows.on.length; c++) {
                int delay = rows.delay[c][e];
                boolean due = delay != NEVER && active(c) && turn - activeSince[c] >= delay;
                struck[c][e] = due || struck[c][e] && (active(c) || latched[c]);
                tripped[e] |= struck[c][e];
            }
        }
        return tripped;
    }
}
