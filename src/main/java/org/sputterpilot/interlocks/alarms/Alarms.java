package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sputterpilot.interlocks.CauseView;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * What the operator is told. Three kinds of alarm share the same states: those with a condition, those the program
 * raises, and one for every cause that begins a trip. What a trip drags along stands in the sequence of events, not
 * here.
 */
public final class Alarms {
    /** Nobody shelves an alarm for longer than a shift. */
    public static final Duration LONGEST_SHELF = Duration.ofHours(8);

    private final Map<String, AlarmTracker> judged = new LinkedHashMap<>();
    private final Map<String, AlarmTracker> program = new LinkedHashMap<>();
    private final Map<String, AlarmTracker> causes = new TreeMap<>();
    private final Map<String, Raised> raised = new TreeMap<>();

    /** A standing call of the program. */
    private record Raised(String text, long at) {}

    public Alarms(List<AlarmDefinition> definitions, TagTable tags) {
        for (AlarmDefinition definition : definitions) {
            (definition.isProgram() ? program : judged).put(definition.id(), new AlarmTracker(definition));
        }
    }

    /** The program itself reports something; it stands until lowered, or for the alarm's off-delay. */
    public void raise(String id, String text, Tick tick) {
        program.computeIfAbsent(id, unknown -> new AlarmTracker(unlisted(unknown)));
        raised.put(id, new Raised(text, tick.nanos()));
    }

    /** What the program reported is over. */
    public void lower(String id) {
        raised.remove(id);
    }

    /** Takes the turn's image and verdict, answers requests, and tells every move. */
    public List<AlarmChange> update(ProcessImage image, Verdict verdict, Tick tick) {
        List<AlarmChange> changes = new ArrayList<>(0);
        boolean tripped = !verdict.trippedEffects().isEmpty();
        for (AlarmTracker alarm : judged.values()) {
            alarm.judge(image, tripped, tick, changes);
        }
        for (AlarmTracker alarm : program.values()) {
            Raised call = raised.get(alarm.definition.id());
            long lasts = alarm.definition.offDelay().toNanos();
            boolean stands = call != null && (lasts == 0 || tick.nanos() - call.at < lasts);
            alarm.follow(stands, stands ? call.text : "", tripped, tick, changes);
        }
        for (CauseView cause : verdict.causes()) {
            AlarmTracker alarm = causes.get(cause.id());
            if (alarm == null && cause.announce()) {
                alarm = new AlarmTracker(ofCause(cause));
                causes.put(cause.id(), alarm);
            }
            if (alarm != null) {
                String text = cause.announce() && !alarm.state().isListed()
                        ? cause.cause().when().values(image)
                        : "";
                alarm.follow(cause.announce(), text, false, tick, changes);
            }
        }
        for (AlarmRequest request : image.requests(AlarmRequest.class)) {
            answer(request, tick, changes);
        }
        return changes;
    }

    private void answer(AlarmRequest request, Tick tick, List<AlarmChange> changes) {
        if (request.reply().isAnswered()) {
            return;
        }
        Optional<AlarmTracker> alarm = find(request.alarm());
        if (alarm.isEmpty()) {
            request.reply().refuse("there is no alarm " + request.alarm());
            return;
        }
        AlarmState before = alarm.get().state();
        Optional<String> refusal = alarm.get().ask(request, tick, LONGEST_SHELF, changes);
        if (refusal.isPresent()) {
            request.reply().refuse(refusal.get(), before.name(), allowed(before));
        } else {
            request.reply().accept(request.alarm());
        }
    }

    private static List<String> allowed(AlarmState state) {
        return AlarmState.TABLE.allowed(state).stream().map(Enum::name).toList();
    }

    private Optional<AlarmTracker> find(String id) {
        for (Map<String, AlarmTracker> kind : List.of(judged, program, causes)) {
            if (kind.containsKey(id)) {
                return Optional.of(kind.get(id));
            }
        }
        return Optional.empty();
    }

    /** Every alarm that ever could or did stand, in the order of the file, then the trips. */
    public List<AlarmView> views() {
        List<AlarmView> views = new ArrayList<>();
        for (Map<String, AlarmTracker> kind : List.of(judged, program, causes)) {
            kind.values().forEach(alarm -> views.add(alarm.view()));
        }
        return views;
    }

    /** The alarm list: what stands or waits to be acknowledged, most urgent first, newest first among equals. */
    public List<AlarmView> listed() {
        List<AlarmView> listed = new ArrayList<>();
        for (Map<String, AlarmTracker> kind : List.of(judged, program, causes)) {
            for (AlarmTracker alarm : kind.values()) {
                if (alarm.state().isListed()) {
                    listed.add(alarm.view());
                }
            }
        }
        listed.sort(java.util.Comparator.comparingInt(
                        (AlarmView view) -> view.definition().priority())
                .thenComparing(AlarmView::raised, java.util.Comparator.reverseOrder()));
        return listed;
    }

    /** The alarm of a cause that began a trip: the most urgent, or the second when it only holds the run. */
    private static AlarmDefinition ofCause(CauseView view) {
        return new AlarmDefinition(
                view.id(),
                view.cause().title(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                view.trips() ? 1 : 2,
                false,
                false,
                Optional.empty(),
                Duration.ZERO,
                view.cause().when().text(),
                view.cause().why(),
                "find and remove the cause, then reset the interlocks",
                Duration.ofMinutes(5));
    }

    /** A call nobody has rationalised is still a call. */
    private static AlarmDefinition unlisted(String id) {
        return new AlarmDefinition(
                id,
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                2,
                false,
                false,
                Optional.empty(),
                Duration.ZERO,
                "the program reported it",
                "not rationalised: interlocks/alarms.yaml does not list it",
                "read the text, tell the engineer",
                Duration.ofMinutes(10));
    }
}
