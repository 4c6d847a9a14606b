package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.Next;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * The shutter is open and the film grows until the estimate says it is thick enough, counting what still grows while
 * the shutter closes. A time cap ends it whatever the estimate says.
 */
final class Deposit extends TimedPhase {
    private final double target = recipe.target().metre();
    private final double assumedLatency = value("shutter_latency");
    private final double lnRateSigma;
    private final Hands hands;
    private final Optional<HandShutter> hand;
    private final Demands open;
    private final Demands closed;
    private final Dwell notOpen = new Dwell();
    private boolean asked;
    private boolean opened;
    private double openSeconds;
    private double predicted = Double.NaN;
    private double cap;
    private final Map<String, Double> restedOn = new TreeMap<>();

    Deposit(ControlRecipe recipe, Findings findings, Hands hands, double lnRateSigma) {
        super(PhaseName.DEPOSIT, recipe, findings);
        this.lnRateSigma = lnRateSigma;
        this.hands = hands;
        this.hand = hands.shutter();
        closed = Poison.demands(recipe, findings, name(), hands);
        open = closed.with(Standing.of(SHUTTER, ON, CRYSTAL_SHUTTER, ON));
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    public Duration cap() {
        return Duration.ofMillis(Math.round(cap * 1e3));
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        if (Double.isNaN(predicted)) {
            double time = image.number(PREDICTED_TIME);
            predicted = time > 0 && Double.isFinite(time)
                    ? time
                    : recipe.foreseen().deposit().toNanos() / 1e9;
            cap = predicted * recipe.master().longestDeposit(lnRateSigma);
        }
        if (hand.isPresent() && !opened) {
            return opening(hand.get(), image, tick);
        }
        boolean isOpen = yes(image, SHUTTER_OPEN);
        boolean closing = hand.isPresent() && hand.get().isAsking();
        if (!closing && notOpen.seconds(!isOpen, tick) > confirmSeconds(image, SHUTTER)) {
            return held(tick, "the shutter is not open");
        }
        openSeconds += isOpen ? tick.seconds() : 0;
        if (isOpen) {
            int source = image.tags().slot(FILM_SOURCE);
            String words = Double.isNaN(image.number(source))
                    ? "UNKNOWN"
                    : image.tags().at(source).text(image.number(source));
            restedOn.merge(words, tick.seconds(), Double::sum);
        }
        double thickness = image.number(THICKNESS);
        double rate = image.number(RATE);
        double learned = image.number(SHUTTER_LATENCY);
        double latency = Double.isNaN(learned) ? assumedLatency : learned;
        boolean known = !Double.isNaN(thickness) && !Double.isNaN(rate);
        if (hand.isPresent()) {
            double left = known ? (target - thickness) / rate : predicted - openSeconds;
            return byHand(hand.get(), endAsked() ? 0 : Math.min(left, cap - openSeconds), image, tick);
        }
        if (endAsked()) {
            return finished(image, tick, "at " + text(thickness, "nm"), false);
        }
        if (known && thickness + rate * latency >= target) {
            return finished(image, tick, "estimate reaches " + text(target, "nm"), true);
        }
        if (!known && openSeconds + latency >= predicted) {
            return finished(image, tick, "no estimate: predicted time is over", false);
        }
        if (openSeconds >= cap) {
            return finished(image, tick, "time cap of " + minutes(cap) + " is reached", false);
        }
        return running(
                open,
                tick,
                () -> known
                        ? "Shutter closes at " + text(target, "nm")
                        : "No estimate: shutter closes after " + minutes(predicted),
                () -> text(thickness, "nm") + ", " + minutes(image.number(PREDICTED_TIME)) + " to go"
                        + hands.offThrottle());
    }

    // ---------------------------------------------------------------- a shutter moved by hand

    /** The countdown to the opening; the film is counted from the key, or from the switch that the blade leaves. */
    private Progress opening(HandShutter person, ProcessImage image, Tick tick) {
        if (!asked) {
            asked = true;
            person.ask(true, person.countdown(), tick);
        }
        opened = person.isMoved(true, image, tick);
        if (person.isMissed(tick)) {
            person.withdraw();
            return held(tick, "nobody opened the shutter");
        }
        return opened ? new Progress.Running(open, Next.wait("Film grows", "")) : running(closed, person);
    }

    /**
     * The film grows towards a closing that a person makes.
     *
     * @param left seconds until the blade should be half-way
     */
    private Progress byHand(HandShutter person, double left, ProcessImage image, Tick tick) {
        double toGo = left - person.latency();
        double thickness = image.number(THICKNESS);
        if (person.isMoved(false, image, tick)) {
            boolean met =
                    Math.abs(thickness - target) <= recipe.master().tolerance().metre();
            return finished(image, tick, "closed by hand at " + text(thickness, "nm"), met);
        }
        if (toGo <= person.countdown()) {
            person.ask(false, endAsked() ? person.countdown() : toGo, tick);
        }
        if (person.isMissed(tick)) {
            person.withdraw();
            return held(tick, "nobody closed the shutter in time: power off");
        }
        return person.isAsking()
                ? running(open, person)
                : running(
                        open,
                        tick,
                        () -> "Close the shutter by hand at " + text(target, "nm") + ": wait for the countdown",
                        () -> text(thickness, "nm") + ", " + minutes(toGo) + " to go" + hands.offThrottle());
    }

    private static Progress running(Demands demands, HandShutter person) {
        return new Progress.Running(demands, person.next());
    }

    @Override
    public PhaseReport interrupted(Tick tick, PhaseReport.End end, String why) {
        hand.ifPresent(HandShutter::withdraw);
        return super.interrupted(tick, end, why);
    }

    @Override
    public void answer(PromptAnswer answer, Duration pressed) {
        hand.ifPresent(person -> person.pressed(pressed));
    }

    private Progress finished(ProcessImage image, Tick tick, String why, boolean met) {
        note("thickness", text(target, "nm"), text(image.number(THICKNESS), "nm"), met);
        note("sigma", "recorded", text(image.number(SIGMA), "nm"), true);
        note("estimate rests on", "recorded", restedOn(), true);
        note("shutter open", text(predicted, "s") + " predicted", text(openSeconds, "s"), openSeconds < cap);
        note("voltage", text(findings.poisonedVoltage(), "V"), text(image.number(VOLTAGE), "V"), true);
        return done(closed, tick, why);
    }

    /** For how long which of model and crystal made the estimate, for the record. */
    private String restedOn() {
        return restedOn.entrySet().stream()
                .map(one -> one.getKey() + " " + text(one.getValue(), "s"))
                .collect(Collectors.joining(", "));
    }
}
