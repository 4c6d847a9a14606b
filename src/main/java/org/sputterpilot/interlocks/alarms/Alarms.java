package org.sputterpilot.interlocks.alarms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sputterpilot.interlocks.CauseView;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * What the operator is told. Three kinds of alarm share the same states: those with a condition, those the program
 * raises, and one for every cause that begins a trip. What a trip drags along stands in the sequence of events, not
 * here.
 */
public final class Alarms {
    /** Raised by itself while an alarm is out of service for longer than was said. */
    public static final String OVERDUE = "ALARM_SERVICE_OVERDUE";

    private final List<AlarmTracker> judged = new ArrayList<>();
    private final Map<String, AlarmTracker> program = new LinkedHashMap<>();
    private final Map<String, AlarmTracker> causes = new HashMap<>();
    private final Map<String, AlarmTracker> byId = new LinkedHashMap<>();
    private final Map<String, Raised> raised = new TreeMap<>();
    private final List<AlarmRequest> done = new ArrayList<>();
    private AlarmTracker[] shown = new AlarmTracker[0];
    private List<AlarmView> views = List.of();

    /** A standing call of the program. */
    private record Raised(String text, long at) {}

    public Alarms(Rationalisation alarms) {
        for (AlarmDefinition definition : alarms.written()) {
            AlarmTracker tracker = new AlarmTracker(definition);
            byId.put(definition.id(), tracker);
            if (definition.isProgram()) {
                program.put(definition.id(), tracker);
            } else {
                judged.add(tracker);
            }
        }
        for (AlarmDefinition definition : alarms.causes()) {
            AlarmTracker tracker = new AlarmTracker(definition);
            byId.put(definition.id(), tracker);
            causes.put(definition.id(), tracker);
        }
        shown = byId.values().toArray(AlarmTracker[]::new);
    }

    /** What an earlier process left, before the first turn. An alarm that exists no longer is left in the journal. */
    public void restore(List<AlarmMemory> memories) {
        for (AlarmMemory memory : memories) {
            AlarmTracker tracker = byId.get(memory.id());
            if (tracker != null) {
                tracker.restore(memory);
            }
        }
    }

    /** The program itself reports something; it stands until lowered, or for the alarm's off-delay. */
    public void raise(String id, String text, Tick tick) {
        if (!program.containsKey(id)) {
            AlarmTracker unlisted = new AlarmTracker(Rationalisation.unlisted(id));
            program.put(id, unlisted);
            byId.put(id, unlisted);
            shown = byId.values().toArray(AlarmTracker[]::new);
        }
        raised.put(id, new Raised(text, tick.nanos()));
    }

    /** Whether the plant files have an alarm of this name for the program to raise. */
    public boolean lists(String id) {
        return program.containsKey(id);
    }

    /** What the program reported is over. */
    public void lower(String id) {
        raised.remove(id);
    }

    /** Takes the turn's image and verdict, does what people ask, and tells every move. */
    public List<AlarmChange> update(ProcessImage image, Verdict verdict, Tick tick) {
        List<AlarmChange> changes = new ArrayList<>(0);
        QuietWhile now = QuietWhile.now(verdict);
        // people first: what they bring back is judged in the same turn
        for (AlarmRequest request : image.requests(AlarmRequest.class)) {
            take(request, tick, changes);
        }
        noteOverdue(tick);
        for (AlarmTracker alarm : judged) {
            alarm.judge(image, now, tick, changes);
        }
        for (AlarmTracker alarm : program.values()) {
            Raised call = raised.get(alarm.definition.id());
            long lasts = alarm.definition.offDelay().toNanos();
            boolean stands = call != null && (lasts == 0 || tick.nanos() - call.at < lasts);
            alarm.follow(stands, stands ? call.text : "", now, tick, changes);
        }
        for (CauseView cause : verdict.causes()) {
            AlarmTracker alarm = causes.get(cause.id());
            if (alarm != null) {
                String text = cause.announce() && !alarm.state().isListed()
                        ? cause.cause().when().values(image)
                        : "";
                alarm.follow(cause.announce(), text, QuietWhile.NEVER, tick, changes);
            }
        }
        return changes;
    }

    /** What is out of service for too long is an alarm of its own: it does not come back by itself. */
    private void noteOverdue(Tick tick) {
        StringBuilder late = null;
        for (AlarmTracker alarm : shown) {
            if (alarm.overdue(tick)) {
                late = late == null ? new StringBuilder() : late.append(", ");
                late.append(alarm.definition.id());
            }
        }
        if (late != null) {
            raise(OVERDUE, late.toString(), tick);
        } else {
            lower(OVERDUE);
        }
    }

    private void take(AlarmRequest request, Tick tick, List<AlarmChange> changes) {
        if (request.reply().isAnswered()) {
            return;
        }
        AlarmTracker alarm = byId.get(request.alarm());
        if (alarm == null) {
            request.reply().refuse("there is no alarm " + request.alarm());
            return;
        }
        AlarmState before = alarm.state();
        Optional<String> refusal = alarm.ask(request, tick, changes);
        if (refusal.isPresent()) {
            request.reply().refuse(refusal.get(), before.name(), allowed(before));
        } else {
            done.add(request);
        }
    }

    /** Tells people that what they asked for is done; called when the turn has been handed to the journal. */
    public void answer() {
        done.forEach(request -> request.reply().accept(request.alarm()));
        done.clear();
    }

    private static List<String> allowed(AlarmState state) {
        return AlarmState.TABLE.allowed(state).stream().map(Enum::name).toList();
    }

    /** Every alarm there is, in the order of the file, then the trips; the same list until one of them changes. */
    public List<AlarmView> views() {
        boolean same = views.size() == shown.length;
        for (int i = 0; same && i < shown.length; i++) {
            same = views.get(i) == shown[i].view();
        }
        if (!same) {
            AlarmView[] fresh = new AlarmView[shown.length];
            for (int i = 0; i < shown.length; i++) {
                fresh[i] = shown[i].view();
            }
            views = List.of(fresh);
        }
        return views;
    }

    /** The alarm list: what stands or waits to be acknowledged, most urgent first, newest first among equals. */
    public List<AlarmView> listed() {
        return views().stream()
                .filter(view -> view.state().isListed())
                .sorted(Comparator.comparingInt(
                                (AlarmView view) -> view.definition().priority())
                        .thenComparing(AlarmView::raised, Comparator.reverseOrder()))
                .toList();
    }
}
