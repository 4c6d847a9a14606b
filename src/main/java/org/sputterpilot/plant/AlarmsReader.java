package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.alarms.AlarmClass;
import org.sputterpilot.interlocks.alarms.AlarmDefinition;
import org.sputterpilot.interlocks.alarms.AlarmGoals;
import org.sputterpilot.interlocks.alarms.QuietWhile;
import org.sputterpilot.interlocks.alarms.Rationalisation;
import org.sputterpilot.signals.TagTable;

/** Reads {@code interlocks/alarms.yaml}: what wants a response, and which. */
public final class AlarmsReader {
    private static final Rationalisation.CauseRule NO_RULE =
            new Rationalisation.CauseRule(AlarmClass.neverSetAside(""), 1, Duration.ofMinutes(1));

    private AlarmsReader() {}

    /** The alarms of a plant's {@code interlocks} folder, or empty when something in them is wrong. */
    public static Optional<Rationalisation> read(
            Path interlocks, TagTable tags, Optional<Matrix> matrix, Faults faults) {
        return InterlockFile.read(interlocks, "alarms.yaml", tags, faults, file -> alarms(file, matrix));
    }

    /** Alarms from text. */
    public static Optional<Rationalisation> parse(
            String text, String shown, TagTable tags, Optional<Matrix> matrix, Faults faults) {
        return InterlockFile.parse(text, shown, tags, faults, file -> alarms(file, matrix));
    }

    private static Rationalisation alarms(InterlockFile file, Optional<Matrix> matrix) {
        Map<String, AlarmClass> classes = new LinkedHashMap<>();
        file.top
                .must("classes", YamlNode::entries, Map.<String, YamlNode>of())
                .forEach((id, node) -> classes.put(id, kind(id, node)));
        List<AlarmDefinition> alarms = new ArrayList<>();
        file.top.must("alarms", YamlNode::entries, Map.<String, YamlNode>of()).forEach((id, node) -> {
            AlarmDefinition alarm = alarm(file, id, node, classes);
            alarms.add(alarm);
            matrix.ifPresent(trips -> {
                comesBeforeItsTrip(alarm, node, trips);
                if (trips.cause(id).isPresent()) {
                    node.fault("'" + id + "', which is a row of matrix.yaml", "an id of its own");
                }
            });
        });
        Optional<YamlNode> rows = file.top.require("from_matrix");
        Rationalisation.CauseRule trips =
                rows.map(node -> causeRule(node, "trips", classes)).orElse(NO_RULE);
        Rationalisation.CauseRule holds =
                rows.map(node -> causeRule(node, "holds", classes)).orElse(NO_RULE);
        rows.ifPresent(YamlNode::refuseUnknownKeys);
        AlarmGoals goals = AlarmGoalsReader.read(file.top);
        file.top.refuseUnknownKeys();
        return new Rationalisation(
                alarms,
                matrix.map(m -> Rationalisation.ofMatrix(m, trips, holds)).orElse(List.of()),
                goals);
    }

    private static AlarmClass kind(String id, YamlNode node) {
        AlarmClass kind = new AlarmClass(
                id,
                node.must("shelve", AlarmsReader::longest, Optional.empty()),
                node.must("suppress", AlarmsReader::longest, Optional.empty()),
                node.must("out_of_service", AlarmsReader::longest, Optional.empty()));
        CalibrationReader.mark(node);
        node.text("why");
        node.refuseUnknownKeys();
        return kind;
    }

    /** {@code never}, or the longest time. */
    private static Optional<Duration> longest(YamlNode node) {
        if (node.isScalar() && node.text().equals("never")) {
            return Optional.empty();
        }
        Duration longest = node.duration();
        if (longest.isZero() || longest.isNegative()) {
            node.fault("'" + node.text() + "'", "never, or a time such as '60 min'");
        }
        return Optional.of(longest);
    }

    private static Rationalisation.CauseRule causeRule(YamlNode rows, String key, Map<String, AlarmClass> classes) {
        return rows.require(key)
                .map(node -> {
                    Rationalisation.CauseRule rule =
                            new Rationalisation.CauseRule(classOf(node, classes), priority(node), timeToRespond(node));
                    node.refuseUnknownKeys();
                    return rule;
                })
                .orElse(NO_RULE);
    }

    private static AlarmClass classOf(YamlNode node, Map<String, AlarmClass> classes) {
        Optional<YamlNode> named = node.require("class");
        String id = named.map(YamlNode::text).orElse("");
        named.filter(at -> !classes.containsKey(id))
                .ifPresent(at -> at.fault("'" + id + "'", "one of the classes " + classes.keySet()));
        return classes.getOrDefault(id, AlarmClass.neverSetAside(id));
    }

    private static int priority(YamlNode node) {
        int priority = node.must("priority", YamlNode::integer, 1);
        if (priority < 1 || priority > 4) {
            node.find("priority").ifPresent(at -> at.fault("'" + at.text() + "'", "1, 2, 3 or 4"));
        }
        return priority;
    }

    private static Duration timeToRespond(YamlNode node) {
        Duration time = node.must("time_to_respond", YamlNode::duration, Duration.ofMinutes(1));
        if (time.isZero() || time.isNegative()) {
            node.find("time_to_respond")
                    .ifPresent(at -> at.fault("'" + at.text() + "'", "the time there is, more than nothing"));
        }
        return time;
    }

    /** The class of an alarm, narrowed where the alarm says so. */
    private static AlarmClass narrowed(YamlNode node, AlarmClass kind) {
        return new AlarmClass(
                kind.id(),
                narrower(node, "shelve", kind.longestShelf(), kind),
                narrower(node, "suppress", kind.longestSuppression(), kind),
                narrower(node, "out_of_service", kind.longestOutOfService(), kind));
    }

    private static Optional<Duration> narrower(YamlNode node, String key, Optional<Duration> ofClass, AlarmClass kind) {
        Optional<YamlNode> own = node.find(key);
        if (own.isEmpty()) {
            return ofClass;
        }
        Optional<Duration> longest = longest(own.get());
        boolean wider =
                longest.isPresent() && (ofClass.isEmpty() || longest.get().compareTo(ofClass.get()) > 0);
        if (wider) {
            own.get()
                    .fault(
                            "'" + own.get().text() + "', which is more than class " + kind.id() + " allows",
                            ofClass.map(most -> "never, or at most " + most.toMinutes() + " min")
                                    .orElse("never"));
        }
        return longest;
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

    private static AlarmDefinition alarm(
            InterlockFile file, String id, YamlNode node, Map<String, AlarmClass> classes) {
        file.checkId(id, node);
        boolean program = node.find("raised_by").isPresent();
        node.find("raised_by")
                .filter(by -> !by.text().equals("program"))
                .ifPresent(by -> by.fault("'" + by.text() + "'", "program"));
        Optional<Condition> when = node.find("when").flatMap(file::condition);
        if (program == node.find("when").isPresent()) {
            node.fault("alarm " + id + " with both or neither of 'when' and 'raised_by'", "one of them");
        }
        for (String must : List.of("title", "cause", "consequence", "response")) {
            node.find(must)
                    .filter(at -> at.isScalar() && at.text().isBlank())
                    .ifPresent(at -> at.fault("an empty '" + must + "'", "words: without them it is no alarm"));
        }
        AlarmDefinition alarm = new AlarmDefinition(
                id,
                node.text("title"),
                when,
                node.find("while").flatMap(file::condition),
                node.find("deadband").flatMap(band -> when.map(condition -> file.deadband(band, condition))),
                node.may("for", YamlNode::duration, Duration.ZERO),
                node.may("clears_after", YamlNode::duration, Duration.ZERO),
                priority(node),
                node.may("latching", YamlNode::bool, false),
                node.may("quiet_while", quiet -> quiet.word(QuietWhile.class), QuietWhile.NEVER),
                node.find("suppressed_by").flatMap(file::condition),
                node.may("realarm", YamlNode::duration, Duration.ZERO),
                node.text("cause"),
                node.text("consequence"),
                node.text("response"),
                timeToRespond(node),
                narrowed(node, classOf(node, classes)));
        node.refuseUnknownKeys();
        return alarm;
    }
}
