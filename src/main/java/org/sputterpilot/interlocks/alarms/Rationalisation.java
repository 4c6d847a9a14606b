package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.interlocks.Effect;
import org.sputterpilot.interlocks.Matrix;

/**
 * Every alarm this unit can have, each with what it means and what to do; and by what the alarm system itself is
 * judged.
 *
 * @param written those of the file, in its order
 * @param causes one for every row of the matrix that is an alarm by itself, in its order
 * @param goals what the alarm system is held against
 */
public record Rationalisation(List<AlarmDefinition> written, List<AlarmDefinition> causes, AlarmGoals goals) {

    /** How the rows of the matrix are alarms: one rule for those that trip, one for those that only hold the run. */
    public record CauseRule(AlarmClass kind, int priority, Duration timeToRespond) {}

    public Rationalisation {
        written = List.copyOf(written);
        causes = List.copyOf(causes);
    }

    /** Both kinds. */
    public List<AlarmDefinition> all() {
        List<AlarmDefinition> all = new ArrayList<>(written);
        all.addAll(causes);
        return all;
    }

    /** The alarms of a matrix; a normal state of rest is none. */
    public static List<AlarmDefinition> ofMatrix(Matrix matrix, CauseRule trips, CauseRule holds) {
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (Cause cause : matrix.causes()) {
            if (cause.announced()) {
                alarms.add(ofCause(cause, matrix, trips, holds));
            }
        }
        return alarms;
    }

    private static AlarmDefinition ofCause(Cause cause, Matrix matrix, CauseRule trips, CauseRule holds) {
        List<Effect> effects = matrix.row(cause.id()).stream()
                .map(mark -> matrix.effect(mark.effect()).orElseThrow())
                .toList();
        CauseRule rule = effects.stream().allMatch(Effect::onlyHolds) ? holds : trips;
        return AlarmDefinition.reported(
                cause.id(),
                cause.title(),
                rule.priority(),
                cause.when().text()
                        + cause.during()
                                .map(during -> "; counts while " + during.text())
                                .orElse(""),
                cause.why() + ". Guards against: "
                        + matrix.hazards().getOrDefault(cause.hazard(), cause.hazard()) + ". Acts on: "
                        + effects.stream().map(Effect::title).collect(Collectors.joining(", ")),
                recovery(cause),
                rule.timeToRespond(),
                rule.kind());
    }

    /** What ends this trip, from its own row. */
    private static String recovery(Cause cause) {
        StringBuilder steps =
                new StringBuilder("Find and end it: " + cause.when().text());
        if (cause.layer().isHardWired()) {
            steps.append(". The wired chain has acted too: make it good at the tool first");
        }
        cause.resetPermit().map(Condition::text).ifPresent(permit -> steps.append(". Wait until ")
                .append(permit));
        steps.append(
                cause.reset() == Cause.Reset.OPERATOR
                        ? ". Then acknowledge and reset the interlocks"
                        : ". It ends by itself with its condition; acknowledge, then decide about the run");
        return steps.toString();
    }

    /** A call of the program that nobody has rationalised is still a call. */
    static AlarmDefinition unlisted(String id) {
        return AlarmDefinition.reported(
                id,
                id,
                2,
                "the program reported it",
                "not rationalised: interlocks/alarms.yaml does not list it",
                "read the text, tell the engineer",
                Duration.ofMinutes(10),
                AlarmClass.neverSetAside("unlisted"));
    }

    /** The alarm of an id, if it was rationalised. */
    public Optional<AlarmDefinition> find(String id) {
        return all().stream().filter(alarm -> alarm.id().equals(id)).findFirst();
    }
}
