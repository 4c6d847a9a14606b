package org.sputterpilot.hmi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.AlarmBook;
import org.sputterpilot.hmi.wire.AlarmMetricsPage;
import org.sputterpilot.hmi.wire.AlarmMove;
import org.sputterpilot.hmi.wire.LiveAlarm;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.interlocks.alarms.AlarmClass;
import org.sputterpilot.interlocks.alarms.AlarmDefinition;
import org.sputterpilot.interlocks.alarms.AlarmGoals;
import org.sputterpilot.interlocks.alarms.AlarmMetrics;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.interlocks.alarms.AlarmView;
import org.sputterpilot.interlocks.alarms.Rationalisation;

/** Alarms in the words of the screens. */
public final class AlarmPages {
    private static final double SECOND = 1e9;

    private AlarmPages() {}

    /** What is not at rest; most urgent first, newest first among equals. */
    static List<LiveAlarm> notAtRest(List<AlarmView> views, Verdict verdict) {
        List<AlarmView> shown = new ArrayList<>();
        for (AlarmView view : views) {
            if (view.state() != AlarmState.NORMAL) {
                shown.add(view);
            }
        }
        shown.sort(Comparator.comparingInt((AlarmView view) -> view.definition().priority())
                .thenComparing(AlarmView::raised, Comparator.reverseOrder())
                .thenComparing(AlarmView::id));
        return shown.stream().map(view -> alarm(view, verdict)).toList();
    }

    /** What an alarm watches first, so that its value can carry the mark; nothing for the program's own. */
    private static String watched(AlarmView view, Verdict verdict) {
        Optional<Condition> when = view.definition().when();
        if (when.isEmpty()) {
            when = verdict.causes().stream()
                    .filter(row -> row.id().equals(view.id()))
                    .map(row -> row.cause().when())
                    .findFirst();
        }
        return when.flatMap(condition -> condition.inputs().stream().findFirst())
                .map(tag -> tag.id().name())
                .orElse(null);
    }

    /** One alarm with everything a person needs to answer it, or to bring it back. */
    public static LiveAlarm alarm(AlarmView view, Verdict verdict) {
        AlarmDefinition definition = view.definition();
        Instant since = view.state().isListed() ? view.raised() : view.since();
        return new LiveAlarm(
                view.id(),
                definition.title(),
                definition.priority(),
                view.state().name(),
                since.equals(Instant.EPOCH) ? null : since,
                definition.response(),
                definition.consequence(),
                watched(view, verdict),
                view.value(),
                view.limit(),
                view.active(),
                definition.cause(),
                definition.timeToRespond().toSeconds(),
                definition.kind().id(),
                view.by(),
                view.comment(),
                view.until().orElse(null),
                view.memory().oneShot(),
                view.why(),
                view.allowed().stream().map(Enum::name).toList(),
                longest(definition.kind()));
    }

    private static LiveAlarm.Longest longest(AlarmClass kind) {
        return new LiveAlarm.Longest(
                minutes(kind.longestShelf()), minutes(kind.longestSuppression()), minutes(kind.longestOutOfService()));
    }

    private static Long minutes(Optional<Duration> longest) {
        return longest.map(Duration::toMinutes).orElse(null);
    }

    static AlarmMove move(AlarmBook.Transition moved, Rationalisation alarms) {
        var change = moved.change();
        return new AlarmMove(
                change.at(),
                moved.tick(),
                change.id(),
                title(change.id(), alarms),
                change.priority(),
                change.from().name(),
                change.to().name(),
                change.event().name(),
                change.value(),
                change.by(),
                change.comment(),
                change.until().orElse(null),
                change.oneShot(),
                moved.runId(),
                moved.phase());
    }

    private static String title(String id, Rationalisation alarms) {
        return alarms.find(id).map(AlarmDefinition::title).orElse(id);
    }

    static AlarmMetricsPage metrics(AlarmMetrics m, Rationalisation alarms) {
        List<AlarmMetricsPage.Figure> figures = new ArrayList<>();
        for (AlarmGoals.Figure figure : AlarmGoals.Figure.values()) {
            AlarmGoals.Goal goal = alarms.goals().goals().get(figure);
            double value = m.figure(figure);
            figures.add(new AlarmMetricsPage.Figure(
                    figure.name(),
                    Shown.finite(value),
                    figure.isShare(),
                    goal.atMost().orElse(null),
                    goal.atLeast().orElse(null),
                    goal.mark(),
                    goal.source(),
                    goal.met(value)));
        }
        AlarmMetrics.Aside aside = m.aside();
        return new AlarmMetricsPage(
                m.from(),
                m.to(),
                m.annunciated(),
                m.perTenMinutes() * 6,
                m.peakAt().orElse(null),
                figures,
                m.floods().stream()
                        .map(flood -> new AlarmMetricsPage.Span(flood.from(), flood.to()))
                        .toList(),
                m.stale().stream()
                        .map(s -> new AlarmMetricsPage.Standing(s.id(), title(s.id(), alarms), s.since(), s.until()))
                        .toList(),
                counts(m.chattering(), alarms),
                counts(m.fleeting(), alarms),
                counts(m.busiest(), alarms),
                boxed(m.byPriority()),
                new AlarmMetricsPage.Acknowledging(
                        m.acknowledging().times(),
                        m.acknowledging().median().toNanos() / SECOND,
                        m.acknowledging().longest().toNanos() / SECOND,
                        m.acknowledging().waiting()),
                new AlarmMetricsPage.Aside(
                        aside.shelved(),
                        aside.suppressed(),
                        aside.byDesign(),
                        aside.outOfService(),
                        aside.shelvedNow(),
                        aside.suppressedNow(),
                        aside.outOfServiceNow()),
                m.bucket().toSeconds(),
                m.buckets().stream()
                        .map(b -> new AlarmMetricsPage.Bucket(b.from(), boxed(b.byPriority())))
                        .toList());
    }

    private static List<Integer> boxed(int[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }

    private static List<AlarmMetricsPage.Count> counts(List<AlarmMetrics.Count> counts, Rationalisation alarms) {
        return counts.stream()
                .map(c -> new AlarmMetricsPage.Count(
                        c.id(),
                        title(c.id(), alarms),
                        alarms.find(c.id()).map(AlarmDefinition::priority).orElse(0),
                        c.times()))
                .toList();
    }
}
