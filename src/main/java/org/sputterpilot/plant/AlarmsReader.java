package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.alarms.AlarmDefinition;
import org.sputterpilot.signals.TagTable;

/** Reads {@code interlocks/alarms.yaml}: what wants a response, and which. */
public final class AlarmsReader {
    private AlarmsReader() {}

    /** The alarms of a plant's {@code interlocks} folder, or empty when something in them is wrong. */
    public static Optional<List<AlarmDefinition>> read(
            Path interlocks, TagTable tags, Optional<Matrix> matrix, Faults faults) {
        return InterlockFile.read(interlocks, "alarms.yaml", tags, faults, file -> alarms(file, matrix));
    }

    /** Alarms from text. */
    public static Optional<List<AlarmDefinition>> parse(
            String text, String shown, TagTable tags, Optional<Matrix> matrix, Faults faults) {
        return InterlockFile.parse(text, shown, tags, faults, file -> alarms(file, matrix));
    }

    private static List<AlarmDefinition> alarms(InterlockFile file, Optional<Matrix> matrix) {
        List<AlarmDefinition> alarms = new ArrayList<>();
        file.top.must("alarms", YamlNode::entries, Map.<String, YamlNode>of()).forEach((id, node) -> {
            AlarmDefinition alarm = alarm(file, id, node);
            alarms.add(alarm);
            matrix.ifPresent(trips -> comesBeforeItsTrip(alarm, node, trips));
        });
        file.top.refuseUnknownKeys();
        return List.copyOf(alarms);
    }

    /** A warning that comes with the trip, or after it, warns nobody. */
    private static void comesBeforeItsTrip(AlarmDefinition alarm, YamlNode node, Matrix matrix) {
        Optional<Condition.Comparison> warning = alarm.when().flatMap(Condition::comparison);
        if (warning.isEmpty()) {
            return;
        }
        for (Cause cause : matrix.causes()) {
            boolean always = cause.during().isEmpty()
                    || cause.during().map(Condition::text).equals(alarm.during().map(Condition::text));
            cause.when()
                    .comparison()
                    .filter(trip -> always && overlaps(warning.get(), trip))
                    .ifPresent(trip -> node.find("when")
                            .ifPresent(when -> when.fault(
                                    "a warning of " + trip.tag().id() + " at the trip limit of " + cause.id()
                                            + " or beyond it",
                                    "a limit that is reached before "
                                            + trip.tag().text(trip.limit()))));
        }
    }

    private static boolean overlaps(Condition.Comparison warning, Condition.Comparison trip) {
        return warning.tag().equals(trip.tag())
                && warning.upper() == trip.upper()
                && (trip.upper() ? warning.limit() >= trip.limit() : warning.limit() <= trip.limit());
    }

    private static AlarmDefinition alarm(InterlockFile file, String id, YamlNode node) {
        file.checkId(id, node);
        boolean program = node.find("raised_by").isPresent();
        node.find("raised_by")
                .filter(by -> !by.text().equals("program"))
                .ifPresent(by -> by.fault("'" + by.text() + "'", "program"));
        Optional<Condition> when = node.find("when").flatMap(file::condition);
        if (program == node.find("when").isPresent()) {
            node.fault("alarm " + id + " with both or neither of 'when' and 'raised_by'", "one of them");
        }
        int priority = node.must("priority", YamlNode::integer, 1);
        if (priority < 1 || priority > 4) {
            node.find("priority").ifPresent(at -> at.fault("'" + at.text() + "'", "1, 2, 3 or 4"));
        }
        AlarmDefinition alarm = new AlarmDefinition(
                id,
                node.text("title"),
                when,
                node.find("while").flatMap(file::condition),
                node.find("deadband").flatMap(band -> when.map(condition -> file.deadband(band, condition))),
                node.may("for", YamlNode::duration, Duration.ZERO),
                node.may("clears_after", YamlNode::duration, Duration.ZERO),
                priority,
                node.may("latching", YamlNode::bool, false),
                node.may("not_while_tripped", YamlNode::bool, false),
                node.find("suppressed_by").flatMap(file::condition),
                node.may("realarm", YamlNode::duration, Duration.ZERO),
                node.text("cause"),
                node.text("consequence"),
                node.text("response"),
                node.must("time_to_respond", YamlNode::duration, Duration.ZERO));
        node.refuseUnknownKeys();
        return alarm;
    }
}
