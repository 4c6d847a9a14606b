package org.sputterpilot.plant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.interlocks.Effect;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;

/**
 * What is wrong with a matrix although every line of it can be read: a limit that no reading can cross, a trip that
 * holds itself, a row that rings like a bell, a hazard with nobody left to guard it.
 */
final class MatrixLogic {
    private final TagTable tags;
    private final List<Cause> causes;
    private final List<Effect> effects;
    private final List<Matrix.Mark> marks;

    MatrixLogic(TagTable tags, List<Cause> causes, List<Effect> effects, List<Matrix.Mark> marks) {
        this.tags = tags;
        this.causes = causes;
        this.effects = effects;
        this.marks = marks;
    }

    void check(Map<String, YamlNode> nodes) {
        for (Cause cause : causes) {
            if (cause.when() == null) {
                continue; // its condition could not be read, and said so
            }
            YamlNode node = nodes.get(cause.id());
            limits(cause.when(), node.find("when").orElse(node));
            cause.during().ifPresent(during -> limits(during, node.find("while").orElse(node)));
            lastGuard(cause, node);
            bypassTime(cause, node);
            voters(cause, node);
            askedOfTheVerdict(cause, node);
            ProcessImage tripped = afterTrip(cause);
            holdsItself(cause, tripped, node);
            rings(cause, tripped, node);
            noWayToReset(cause, tripped, node);
        }
    }

    private void limits(Condition condition, YamlNode at) {
        for (Tag tag : condition.inputs()) {
            if (tag.isState()) {
                continue;
            }
            for (double limit : condition.limits(tag)) {
                if (limit < tag.low() || limit > tag.high()) {
                    at.fault(
                            tag.id() + " compared with " + tag.text(limit),
                            "a limit inside the tag's range, " + tag.text(tag.low()) + " to " + tag.text(tag.high()));
                }
            }
        }
    }

    /** The hazard must keep a guard while a bypass takes one away. */
    private void lastGuard(Cause cause, YamlNode node) {
        boolean alone = causes.stream()
                .noneMatch(other -> other != cause && other.hazard().equals(cause.hazard()));
        if (alone && cause.mayBeBypassed()) {
            node.find("bypass")
                    .ifPresent(bypass -> bypass.fault(
                            "a bypass of the only guard of " + cause.hazard(),
                            "never, or a second cause for the hazard"));
        }
    }

    private void bypassTime(Cause cause, YamlNode node) {
        node.find("bypass_at_most").ifPresent(time -> {
            if (cause.bypass() == Cause.Bypass.NEVER) {
                time.fault("'bypass_at_most' of a cause that is never bypassed", "no such line");
            } else if (cause.longestBypass().isNegative()
                    || cause.longestBypass().isZero()
                    || cause.longestBypass().compareTo(Cause.LONGEST_BYPASS) > 0) {
                time.fault("'" + time.text() + "'", "above zero, at most " + Cause.LONGEST_BYPASS.toMinutes() + " min");
            }
        });
    }

    /** Where nobody may bypass, no missing instrument may weaken the vote either. */
    private void voters(Cause cause, YamlNode node) {
        boolean never = cause.bypass() == Cause.Bypass.NEVER;
        if (never && cause.when().abstains()) {
            node.find("when").ifPresent(when -> when.fault("a vote of known readings only", "every reading to vote"));
        }
        if (never && !cause.trustLastGood().isZero()) {
            node.find("trust_last_good")
                    .ifPresent(trust -> trust.fault("'" + trust.text() + "'", "nothing: what is not known trips"));
        }
    }

    /** A cause that listens to the verdict would judge itself. */
    private void askedOfTheVerdict(Cause cause, YamlNode node) {
        Stream.of(
                        Optional.of(cause.when()),
                        cause.during(),
                        cause.resetPermit(),
                        cause.startup().map(Cause.StartUp::from))
                .flatMap(Optional::stream)
                .flatMap(condition -> condition.inputs().stream())
                .filter(tag -> tag.id().name().startsWith("interlock."))
                .findFirst()
                .ifPresent(tag -> node.fault(
                        "cause " + cause.id() + " reads " + tag.id(),
                        "readings of the plant: the verdict is made of it"));
    }

    /** All that is known for certain once the cause has tripped: what its effects hold their outputs at. */
    private ProcessImage afterTrip(Cause cause) {
        ProcessImage.Builder image = new ProcessImage.Builder(tags);
        for (Matrix.Mark mark : marks) {
            if (mark.cause().equals(cause.id())) {
                effects.stream()
                        .filter(effect -> effect.id().equals(mark.effect()))
                        .flatMap(effect -> effect.drives().stream())
                        .forEach(drive -> {
                            image.put(drive.tag(), drive.value(), Quality.GOOD, Instant.EPOCH);
                            tags.get(drive.tag())
                                    .confirmedBy()
                                    .ifPresent(tag -> image.put(tag, drive.value(), Quality.GOOD, Instant.EPOCH));
                        });
            }
        }
        return image.freeze();
    }

    private void holdsItself(Cause cause, ProcessImage tripped, YamlNode node) {
        Truth live = cause.during().map(during -> during.evaluate(tripped)).orElse(Truth.TRUE);
        if (live == Truth.TRUE && cause.when().evaluate(tripped) == Truth.TRUE) {
            node.find("when")
                    .ifPresent(when -> when.fault(
                            "a trip of " + cause.id() + " that holds itself",
                            "a condition its own effects do not keep true"));
        }
    }

    private void rings(Cause cause, ProcessImage tripped, YamlNode node) {
        boolean endedByItself = cause.during()
                .map(during -> during.evaluate(tripped) == Truth.FALSE)
                .orElse(false);
        if (cause.reset() == Cause.Reset.AUTO && endedByItself) {
            node.find("while")
                    .ifPresent(during -> during.fault(
                            "a qualifier of " + cause.id() + " that its own trip ends",
                            "reset: operator, or a qualifier its effects do not drive"));
        }
    }

    private void noWayToReset(Cause cause, ProcessImage tripped, YamlNode node) {
        cause.resetPermit()
                .filter(permit -> permit.evaluate(tripped) == Truth.FALSE)
                .ifPresent(permit -> node.find("reset_permit")
                        .ifPresent(at -> at.fault(
                                "a reset permit that the trip of " + cause.id() + " itself denies",
                                "something that can be true while it is tripped")));
        if (cause.resetPermit().isPresent() && cause.reset() == Cause.Reset.AUTO) {
            node.find("reset_permit")
                    .ifPresent(at -> at.fault("a permit for a reset nobody asks for", "reset: operator"));
        }
    }
}
