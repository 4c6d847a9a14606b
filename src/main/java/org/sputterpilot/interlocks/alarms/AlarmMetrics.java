package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the alarm system did in a period, by the figures of ISA-18.2 and IEC 62682, from the journal of its moves alone.
 *
 * @param annunciated how often somebody was called: raised, or raised again
 * @param peak the most calls within one flood window that ended in the period
 * @param peakAt when that window ended
 * @param floods floods that touch the period, cut at its ends
 * @param stale alarms that stood for longer than the goals allow at some time in the period
 * @param chattering alarms that chattered, with how often they called
 * @param fleeting alarms that went before anybody could look, with how often
 * @param busiest the ten that called most, with how often
 * @param byPriority calls of priority 1 to 4
 * @param acknowledging how long people took
 * @param aside how often alarms were set aside, and how many are at the end
 * @param buckets calls over the period, for a chart
 */
public record AlarmMetrics(
        Instant from,
        Instant to,
        int annunciated,
        int peak,
        Optional<Instant> peakAt,
        List<Flood> floods,
        List<Standing> stale,
        List<Count> chattering,
        List<Count> fleeting,
        List<Count> busiest,
        int[] byPriority,
        Acknowledging acknowledging,
        Aside aside,
        Duration bucket,
        List<Bucket> buckets) {

    private static final int PRIORITIES = 4;
    private static final int BUSIEST = 10;
    private static final int MOST_BUCKETS = 200;
    private static final Duration[] BUCKETS = {
        Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30)
    };
    private static final double TEN_MINUTES = Duration.ofMinutes(10).toNanos();
    private static final double DAY = Duration.ofDays(1).toNanos();

    /** More calls than a person can answer. */
    public record Flood(Instant from, Instant to) {}

    /** An alarm on the list since a moment, up to the end of the period or before. */
    public record Standing(String id, Instant since, Instant until) {}

    /** How often. */
    public record Count(String id, int times) {}

    /**
     * From the call to the acknowledgement.
     *
     * @param times how many were acknowledged in the period
     * @param waiting how many wait at its end
     */
    public record Acknowledging(int times, Duration median, Duration longest, int waiting) {}

    /**
     * How often alarms were shelved, suppressed by a person or by their design, and taken out of service, and how many
     * are at the end.
     *
     * @param unauthorised how often an alarm was shelved or taken out of service with no name to it
     */
    public record Aside(
            int shelved,
            int suppressed,
            int byDesign,
            int outOfService,
            int shelvedNow,
            int suppressedNow,
            int outOfServiceNow,
            int unauthorised) {}

    /** Calls of priority 1 to 4 from a moment on. */
    public record Bucket(Instant from, int[] byPriority) {}

    /** How much of the journal before a period the figures need: what stood long before is stale already. */
    public static Duration leadIn(AlarmGoals goals) {
        Duration flood = goals.floodWindow().multipliedBy(6);
        return goals.stale().compareTo(flood) > 0 ? goals.stale() : flood;
    }

    /**
     * The figures of a period.
     *
     * @param stream moves of the period and of its lead-in, oldest first, begun by the last move of each alarm before
     */
    public static AlarmMetrics of(List<AlarmChange> stream, Instant from, Instant to, AlarmGoals goals) {
        return new Reckoning(from, to, goals).over(stream);
    }

    public double perTenMinutes() {
        return annunciated * TEN_MINUTES / Duration.between(from, to).toNanos();
    }

    public double perDay() {
        return annunciated * DAY / Duration.between(from, to).toNanos();
    }

    /** Share of the period in flood. */
    public double floodShare() {
        double nanos = 0;
        for (Flood flood : floods) {
            nanos += Duration.between(flood.from(), flood.to()).toNanos();
        }
        return nanos / Duration.between(from, to).toNanos();
    }

    /** Share of the calls that the ten busiest alarms made; nothing when there was no call. */
    public double topTenShare() {
        return share(busiest.stream().mapToInt(Count::times).sum());
    }

    private double share(int calls) {
        return annunciated == 0 ? Double.NaN : (double) calls / annunciated;
    }

    /** One figure by its name; not a number where nothing can be said. */
    public double figure(AlarmGoals.Figure figure) {
        return switch (figure) {
            case PER_TEN_MINUTES -> perTenMinutes();
            case PER_DAY -> perDay();
            case PEAK_TEN_MINUTES -> peak;
            case FLOOD_SHARE -> floodShare();
            case STALE -> stale.size();
            case CHATTERING -> chattering.size();
            case FLEETING -> fleeting.size();
            case TOP_TEN_SHARE -> topTenShare();
            case PRIORITY_1_SHARE -> share(byPriority[0]);
            case PRIORITY_2_SHARE -> share(byPriority[1]);
            case PRIORITY_3_4_SHARE -> share(byPriority[2] + byPriority[3]);
            case UNAUTHORISED -> aside.unauthorised();
        };
    }

    /** What is known of one alarm on the way through the stream. */
    private static final class Course {
        private AlarmState state = AlarmState.NORMAL;
        private String by = "";
        private Instant listedSince;
        private Instant called;
        private final Deque<Instant> calls = new ArrayDeque<>();
        private boolean chattered;
        private int times;
        private int fleeting;
    }

    /** The work of one period. */
    private static final class Reckoning {
        private final Instant from;
        private final Instant to;
        private final AlarmGoals goals;
        private final Map<String, Course> courses = new TreeMap<>();
        private final List<Instant> calls = new ArrayList<>();
        private final List<Standing> stale = new ArrayList<>();
        private final List<Duration> acknowledged = new ArrayList<>();
        private final int[] byPriority = new int[PRIORITIES];
        private final Map<Integer, int[]> buckets = new LinkedHashMap<>();
        private final Duration bucket;
        private int annunciated;
        private int shelved;
        private int suppressed;
        private int byDesign;
        private int outOfService;
        private int unauthorised;
        private int peak;
        private Instant peakAt;

        Reckoning(Instant from, Instant to, AlarmGoals goals) {
            this.from = from;
            this.to = to;
            this.goals = goals;
            Duration period = Duration.between(from, to);
            Duration fits = BUCKETS[BUCKETS.length - 1];
            for (int i = BUCKETS.length - 1; i >= 0; i--) {
                fits = period.dividedBy(BUCKETS[i]) < MOST_BUCKETS ? BUCKETS[i] : fits;
            }
            bucket = fits;
        }

        AlarmMetrics over(List<AlarmChange> stream) {
            for (AlarmChange change : stream) {
                if (change.at().isBefore(to)) {
                    take(change, courses.computeIfAbsent(change.id(), id -> new Course()));
                }
            }
            courses.forEach((id, course) -> endStanding(id, course, to));
            List<Flood> floods = floods();
            return new AlarmMetrics(
                    from,
                    to,
                    annunciated,
                    peak,
                    Optional.ofNullable(peakAt),
                    floods,
                    List.copyOf(stale),
                    counts(course -> course.chattered ? course.times : 0, Integer.MAX_VALUE),
                    counts(course -> course.fleeting, Integer.MAX_VALUE),
                    counts(course -> course.times, BUSIEST),
                    byPriority,
                    acknowledging(),
                    aside(),
                    bucket,
                    bucketed());
        }

        private void take(AlarmChange change, Course course) {
            boolean counts = !change.at().isBefore(from);
            boolean wentAtOnce = course.called != null
                    && change.from() == AlarmState.UNACKNOWLEDGED
                    && (change.event() == AlarmState.Event.CLEAR || change.event() == AlarmState.Event.LATCH)
                    && Duration.between(course.called, change.at()).compareTo(goals.fleeting()) <= 0;
            if (counts && wentAtOnce) {
                course.fleeting++;
            }
            if (counts && change.event() == AlarmState.Event.ACKNOWLEDGE && course.called != null) {
                acknowledged.add(Duration.between(course.called, change.at()));
            }
            if (counts) {
                aside(change);
            }
            if (change.annunciates()) {
                call(change, course, counts);
            } else if (!change.to().isUnacknowledged()) {
                course.called = null;
            }
            if (!change.to().isListed()) {
                endStanding(change.id(), course, change.at());
            } else if (course.listedSince == null) {
                course.listedSince = change.at();
            }
            course.state = change.to();
            course.by = change.by();
        }

        private void call(AlarmChange change, Course course, boolean counts) {
            course.called = change.at();
            calls.add(change.at());
            course.calls.addLast(change.at());
            while (Duration.between(course.calls.peekFirst(), change.at()).compareTo(goals.chatterWithin()) > 0) {
                course.calls.removeFirst();
            }
            if (!counts) {
                return;
            }
            course.chattered |= course.calls.size() >= goals.chatterCount();
            course.times++;
            annunciated++;
            int priority = Math.max(1, Math.min(PRIORITIES, change.priority())) - 1;
            byPriority[priority]++;
            int at = (int) Duration.between(from, change.at()).dividedBy(bucket);
            buckets.computeIfAbsent(at, n -> new int[PRIORITIES])[priority]++;
        }

        private void aside(AlarmChange change) {
            boolean person = !change.by().isEmpty();
            switch (change.event()) {
                case SHELVE -> {
                    shelved++;
                    unauthorised += person ? 0 : 1;
                }
                case REMOVE_FROM_SERVICE -> {
                    outOfService++;
                    unauthorised += person ? 0 : 1;
                }
                case SUPPRESS -> {
                    suppressed += person ? 1 : 0;
                    byDesign += person ? 0 : 1;
                }
                default -> {
                    // every other move sets nothing aside
                }
            }
        }

        private void endStanding(String id, Course course, Instant end) {
            if (course.listedSince != null) {
                boolean tooLong = Duration.between(course.listedSince, end).compareTo(goals.stale()) > 0;
                if (tooLong && end.isAfter(from)) {
                    stale.add(new Standing(id, course.listedSince, end));
                }
                course.listedSince = null;
            }
        }

        /**
         * A flood begins with the call that makes more than so many in the window, and ends when fewer are left in it.
         * A call leaves the window exactly its length later.
         */
        private List<Flood> floods() {
            List<Flood> floods = new ArrayList<>();
            Instant began = null;
            int first = 0;
            int next = 0;
            while (next < calls.size() || first < next) {
                Instant leaves = first < next ? calls.get(first).plus(goals.floodWindow()) : null;
                boolean leavesFirst = leaves != null && (next == calls.size() || !leaves.isAfter(calls.get(next)));
                Instant at = leavesFirst ? leaves : calls.get(next);
                if (!at.isBefore(to)) {
                    break;
                }
                if (leavesFirst) {
                    first++;
                } else {
                    next++;
                }
                int inWindow = next - first;
                if (!leavesFirst && !at.isBefore(from) && inWindow > peak) {
                    peak = inWindow;
                    peakAt = at;
                }
                if (began == null && inWindow > goals.floodBegins()) {
                    began = at;
                } else if (began != null && inWindow < goals.floodEnds()) {
                    add(floods, began, at);
                    began = null;
                }
            }
            if (began != null) {
                add(floods, began, to);
            }
            return List.copyOf(floods);
        }

        private void add(List<Flood> floods, Instant began, Instant ended) {
            if (ended.isAfter(from)) {
                floods.add(new Flood(began.isBefore(from) ? from : began, ended));
            }
        }

        private List<Count> counts(java.util.function.ToIntFunction<Course> times, int most) {
            List<Count> counts = new ArrayList<>();
            courses.forEach((id, course) -> {
                if (times.applyAsInt(course) > 0) {
                    counts.add(new Count(id, times.applyAsInt(course)));
                }
            });
            counts.sort(Comparator.comparingInt(Count::times).reversed().thenComparing(Count::id));
            return List.copyOf(counts.subList(0, Math.min(most, counts.size())));
        }

        private Acknowledging acknowledging() {
            int waiting = (int) courses.values().stream()
                    .filter(course -> course.state.isUnacknowledged())
                    .count();
            if (acknowledged.isEmpty()) {
                return new Acknowledging(0, Duration.ZERO, Duration.ZERO, waiting);
            }
            acknowledged.sort(Comparator.naturalOrder());
            int half = acknowledged.size() / 2;
            Duration median = acknowledged.size() % 2 == 1
                    ? acknowledged.get(half)
                    : acknowledged.get(half - 1).plus(acknowledged.get(half)).dividedBy(2);
            return new Acknowledging(acknowledged.size(), median, acknowledged.get(acknowledged.size() - 1), waiting);
        }

        private Aside aside() {
            return new Aside(
                    shelved,
                    suppressed,
                    byDesign,
                    outOfService,
                    now(AlarmState.SHELVED, false),
                    now(AlarmState.SUPPRESSED_BY_DESIGN, true),
                    now(AlarmState.OUT_OF_SERVICE, false),
                    unauthorised);
        }

        private int now(AlarmState state, boolean byPerson) {
            return (int) courses.values().stream()
                    .filter(course -> course.state == state && !(byPerson && course.by.isEmpty()))
                    .count();
        }

        private List<Bucket> bucketed() {
            List<Bucket> all = new ArrayList<>();
            int last = (int) Duration.between(from, to).minusNanos(1).dividedBy(bucket);
            for (int i = 0; i <= last; i++) {
                all.add(new Bucket(from.plus(bucket.multipliedBy(i)), buckets.getOrDefault(i, new int[PRIORITIES])));
            }
            return List.copyOf(all);
        }
    }
}
