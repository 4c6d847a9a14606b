package org.sputterpilot.recipes;

import java.util.ArrayList;
import java.util.List;

/**
 * Two people changed the same text: what both changed in different lines is joined, and what they changed in the same
 * lines is shown side by side for a person to decide.
 *
 * @param text the joined text; where a person must decide, both versions stand in it between marks
 * @param conflicts what must be decided, in the order of the text
 */
public record TextMerge(String text, List<Conflict> conflicts) {
    private static final String YOURS = "<<<<<<< yours";
    private static final String BETWEEN = "=======";
    private static final String THEIRS = ">>>>>>> theirs";

    /** Beyond this many pairs of lines the whole middle counts as one change. */
    private static final int MOST_PAIRS = 4_000_000;

    /**
     * Lines both changed, each in their own way.
     *
     * @param line where it begins in the joined text, from 1
     * @param base what stood there before
     */
    public record Conflict(int line, String base, String yours, String theirs) {}

    /** A stretch of the base that became a stretch of another text; ends are behind the last line. */
    private record Hunk(int from, int to, int otherFrom, int otherTo) {}

    public TextMerge {
        conflicts = List.copyOf(conflicts);
    }

    /** Whether nobody needs to decide anything. */
    public boolean isClean() {
        return conflicts.isEmpty();
    }

    /** Joins two changes of one text. */
    public static TextMerge of(String base, String yours, String theirs) {
        List<String> b = lines(base);
        List<String> y = lines(yours);
        List<String> t = lines(theirs);
        return new Joining(b, y, t, hunks(b, y), hunks(b, t)).join();
    }

    /** The lines of a text, each with its own end. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, to));
            from = to;
        }
        return lines;
    }

    /** The stretches in which a text differs from its base, by the longest common row of lines. */
    private static List<Hunk> hunks(List<String> base, List<String> other) {
        int head = 0;
        while (head < base.size() && head < other.size() && base.get(head).equals(other.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < base.size() - head
                && tail < other.size() - head
                && base.get(base.size() - 1 - tail).equals(other.get(other.size() - 1 - tail))) {
            tail++;
        }
        int n = base.size() - head - tail;
        int m = other.size() - head - tail;
        if (n == 0 && m == 0) {
            return List.of();
        }
        if (n == 0 || m == 0 || (long) n * m > MOST_PAIRS) {
            return List.of(new Hunk(head, head + n, head, head + m));
        }
        int[][] common = new int[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                common[i][j] = base.get(head + i).equals(other.get(head + j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Hunk> hunks = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < n || j < m) {
            int fromI = i;
            int fromJ = j;
            while (i < n || j < m) {
                if (i < n && j < m && base.get(head + i).equals(other.get(head + j))) {
                    break;
                }
                if (j >= m || i < n && common[i + 1][j] >= common[i][j + 1]) {
                    i++;
                } else {
                    j++;
                }
            }
            if (i > fromI || j > fromJ) {
                hunks.add(new Hunk(head + fromI, head + i, head + fromJ, head + j));
            }
            while (i < n && j < m && base.get(head + i).equals(other.get(head + j))) {
                i++;
                j++;
            }
        }
        return hunks;
    }

    /** Walks both lists of changes along the base. */
    private static final class Joining {
        private final List<String> base;
        private final List<String> yours;
        private final List<String> theirs;
        private final List<Hunk> yourHunks;
        private final List<Hunk> theirHunks;
        private final StringBuilder text = new StringBuilder();
        private final List<Conflict> conflicts = new ArrayList<>();
        private int y;
        private int t;

        private Joining(
                List<String> base,
                List<String> yours,
                List<String> theirs,
                List<Hunk> yourHunks,
                List<Hunk> theirHunks) {
            this.base = base;
            this.yours = yours;
            this.theirs = theirs;
            this.yourHunks = yourHunks;
            this.theirHunks = theirHunks;
        }

        private TextMerge join() {
            int at = 0;
            while (y < yourHunks.size() || t < theirHunks.size()) {
                int from = Math.min(start(yourHunks, y), start(theirHunks, t));
                text.append(joined(base, at, from));
                at = stretch(from);
            }
            text.append(joined(base, at, base.size()));
            return new TextMerge(text.toString(), conflicts);
        }

        private static int start(List<Hunk> hunks, int next) {
            return next < hunks.size() ? hunks.get(next).from : Integer.MAX_VALUE;
        }

        /** Writes the changes that hang together from a line of the base on; answers where they end in it. */
        private int stretch(int from) {
            int yFirst = y;
            int tFirst = t;
            int end = from;
            boolean grew = true;
            while (grew) {
                grew = false;
                if (y < yourHunks.size() && touches(yourHunks.get(y), from, end, yFirst < y || tFirst < t)) {
                    end = Math.max(end, yourHunks.get(y++).to);
                    grew = true;
                }
                if (t < theirHunks.size() && touches(theirHunks.get(t), from, end, yFirst < y || tFirst < t)) {
                    end = Math.max(end, theirHunks.get(t++).to);
                    grew = true;
                }
            }
            String mine = side(yours, yourHunks, yFirst, y, from, end);
            String other = side(theirs, theirHunks, tFirst, t, from, end);
            if (y == yFirst) {
                text.append(other);
            } else if (t == tFirst || mine.equals(other)) {
                text.append(mine);
            } else {
                conflict(joined(base, from, end), mine, other);
            }
            return end;
        }

        private static boolean touches(Hunk hunk, int from, int end, boolean begun) {
            return begun ? hunk.from < end || hunk.from == from : hunk.from == from;
        }

        /** What one side made of a stretch of the base: its changes, and the base where it changed nothing. */
        private String side(List<String> other, List<Hunk> hunks, int first, int last, int from, int end) {
            StringBuilder made = new StringBuilder();
            int at = from;
            for (Hunk hunk : hunks.subList(first, last)) {
                made.append(joined(base, at, hunk.from)).append(joined(other, hunk.otherFrom, hunk.otherTo));
                at = hunk.to;
            }
            return made.append(joined(base, at, end)).toString();
        }

        private void conflict(String before, String mine, String other) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            conflicts.add(new Conflict(line, before, mine, other));
            text.append(YOURS).append('\n').append(ended(mine));
            text.append(BETWEEN).append('\n').append(ended(other));
            text.append(THEIRS).append('\n');
        }

        private static String ended(String lines) {
            return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
        }

        private static String joined(List<String> lines, int from, int to) {
            return String.join("", lines.subList(Math.min(from, to), to));
        }
    }
}
