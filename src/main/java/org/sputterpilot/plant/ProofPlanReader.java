package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.ProofPlan;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * Reads {@code interlocks/proof-tests.yaml}: every cause of the matrix has an interval and either a guided test or a
 * reason why there is none.
 */
public final class ProofPlanReader {
    private final InterlockFile file;
    private final Optional<Matrix> matrix;
    private final Map<String, Map<TagId, Double>> scenes = new HashMap<>();

    private ProofPlanReader(InterlockFile file, Optional<Matrix> matrix) {
        this.file = file;
        this.matrix = matrix;
    }

    /** The proof tests of a plant's {@code interlocks} folder, or empty when something in them is wrong. */
    public static Optional<ProofPlan> read(Path interlocks, TagTable tags, Optional<Matrix> matrix, Faults faults) {
        return InterlockFile.read(
                interlocks, "proof-tests.yaml", tags, faults, file -> new ProofPlanReader(file, matrix).plan());
    }

    /** Proof tests from text. */
    public static Optional<ProofPlan> parse(
            String text, String shown, TagTable tags, Optional<Matrix> matrix, Faults faults) {
        return InterlockFile.parse(text, shown, tags, faults, file -> new ProofPlanReader(file, matrix).plan());
    }

    private ProofPlan plan() {
        YamlNode top = file.top;
        Optional<Condition> atRest = top.require("at_rest").flatMap(file::condition);
        Optional<Condition> notEnergised = top.require("not_energised").flatMap(file::condition);
        Duration reaction = positive(top, "reaction");
        Duration settle = positive(top, "settle");
        Duration returns = positive(top, "returns_within");
        Duration dueSoon = positive(top, "due_soon");
        Map<TagId, Double> exercises = top.may("exercises", this::values, Map.<TagId, Double>of());
        top.find("exercises").ifPresent(node -> exercises.keySet().stream()
                .filter(tag -> !file.tags.get(tag).isCommand())
                .forEach(tag -> node.fault(tag + ", which is no command", "command tags")));
        top.may("scenes", YamlNode::entries, Map.<String, YamlNode>of())
                .forEach((name, node) -> scenes.put(name, values(node)));
        Map<String, ProofPlan.Guided> guided = new LinkedHashMap<>();
        top.may("guided", YamlNode::entries, Map.<String, YamlNode>of())
                .forEach((cause, node) -> guided.put(cause, guided(cause, node, notEnergised)));
        Map<String, String> byHand = new LinkedHashMap<>();
        top.may("by_hand", YamlNode::entries, Map.<String, YamlNode>of()).forEach((cause, node) -> {
            known(cause, node);
            if (guided.containsKey(cause)) {
                node.fault(cause + " guided and by hand", "one of them");
            }
            byHand.put(cause, node.text());
        });
        matrix.ifPresent(m -> m.causes().forEach(cause -> {
            if (!guided.containsKey(cause.id()) && !byHand.containsKey(cause.id())) {
                top.fault("no test of " + cause.id(), "a guided test, or a line under by_hand that says why not");
            }
            if (cause.proofTest().isEmpty()) {
                top.fault(
                        "no proof_test of " + cause.id() + " in matrix.yaml", "how often it is tested, such as 365 d");
            }
        }));
        top.refuseUnknownKeys();
        return new ProofPlan(
                atRest.orElse(null),
                notEnergised.orElse(null),
                reaction,
                settle,
                returns,
                dueSoon,
                exercises,
                guided,
                byHand);
    }

    private static Duration positive(YamlNode top, String key) {
        Duration given = top.must(key, YamlNode::duration, Duration.ofSeconds(1));
        if (given.isNegative() || given.isZero()) {
            top.find(key).ifPresent(node -> node.fault("'" + node.text() + "'", "a time above zero"));
        }
        return given;
    }

    private ProofPlan.Guided guided(String cause, YamlNode node, Optional<Condition> notEnergised) {
        known(cause, node);
        Map<TagId, Double> before = new LinkedHashMap<>();
        for (YamlNode scene : node.may("scenes", YamlNode::items, List.<YamlNode>of())) {
            if (!scenes.containsKey(scene.text())) {
                scene.fault("'" + scene.text() + "'", "one of " + scenes.keySet());
            }
            before.putAll(scenes.getOrDefault(scene.text(), Map.of()));
        }
        before.putAll(node.may("before", this::values, Map.<TagId, Double>of()));
        Map<TagId, Double> drive = node.must("drive", this::values, Map.<TagId, Double>of());
        if (drive.isEmpty()) {
            node.fault("a test that drives nothing", "what is put over its limit");
        }
        List<String> with = new ArrayList<>();
        for (YamlNode other : node.may("with", YamlNode::items, List.<YamlNode>of())) {
            known(other.text(), other);
            with.add(other.text());
        }
        notEnergised.ifPresent(condition -> condition.inputs().stream()
                .map(Tag::id)
                .filter(tag -> before.containsKey(tag) || drive.containsKey(tag))
                .forEach(tag -> node.fault(tag + " driven", "tags that not_energised does not watch")));
        ProofPlan.Guided guided = new ProofPlan.Guided(before, drive, with, node.text("leaves_out", ""));
        node.refuseUnknownKeys();
        return guided;
    }

    private void known(String cause, YamlNode at) {
        if (matrix.isPresent() && matrix.get().cause(cause).map(Cause::id).isEmpty()) {
            at.fault("'" + cause + "'", "a cause of matrix.yaml");
        }
    }

    private Map<TagId, Double> values(YamlNode node) {
        Map<TagId, Double> values = new LinkedHashMap<>();
        node.entries().forEach((name, value) -> {
            Optional<Tag> tag = TagId.isValid(name) ? file.tags.find(TagId.of(name)) : Optional.empty();
            if (tag.isEmpty()) {
                value.fault("'" + name + "'", "a tag of equipment/tags");
            } else {
                values.put(tag.get().id(), file.value(value, tag.get()));
            }
        });
        return values;
    }
}
