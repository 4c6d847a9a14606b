package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.PRESSURE;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.recipes.Next;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.Question;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;
import org.sputterpilot.time.Timer;

/**
 * A person turns the throttle to a pressure: asked for until it stands there for long enough and the person says that
 * their hand is off it, and asked for again when it does not stay there.
 */
final class HandThrottle {
    private final ByHand.Throttle hand;
    private final double pressurePa;
    private final Question question;
    private final Dwell near = new Dwell();
    private final Dwell off = new Dwell();
    private Timer asked;
    private boolean set;
    private double shownPa = Double.NaN;
    private double nearFor;

    /** @param set whether the phase before has left it there */
    HandThrottle(ByHand.Throttle hand, double pressurePa, boolean set) {
        this.hand = hand;
        this.pressurePa = pressurePa;
        this.set = set;
        question = new Question(
                List.of(PromptAnswer.CONFIRM),
                Optional.of(hand.patience()),
                Optional.of(new Question.Watched(PRESSURE, pressurePa - width(), pressurePa + width())),
                Optional.empty());
    }

    private double width() {
        return hand.band().ratio() * pressurePa;
    }

    /** Looks at one turn. */
    void look(ProcessImage image, Tick tick) {
        shownPa = image.number(PRESSURE);
        boolean inside = Math.abs(shownPa - pressurePa) <= width();
        nearFor = near.seconds(inside, tick);
        if (set && off.seconds(!inside, tick) > settle()) {
            set = false;
        }
        if (set) {
            asked = null;
        } else if (asked == null) {
            asked = Timer.started(tick);
        }
    }

    private double settle() {
        return hand.settle().toNanos() / 1e9;
    }

    /** Whether the pressure was reached and has been left alone since. */
    boolean isSet() {
        return set;
    }

    /** Whether nobody has turned it there in time. */
    boolean isLate(Tick tick) {
        return asked != null && asked.reached(hand.patience(), tick);
    }

    /** Why a confirmation would not be true yet, or empty when it would. */
    Optional<String> notYet() {
        if (nearFor == 0) {
            return Optional.of("pressure is " + TimedPhase.text(shownPa, "Pa") + ", not " + goal());
        }
        double left = settle() - nearFor;
        return left > 0
                ? Optional.of("pressure is " + goal() + ", but has to stay there for " + Math.round(Math.ceil(left))
                        + " s more")
                : Optional.empty();
    }

    /** The person's hand is off it; only when {@link #notYet} has no objection. */
    void confirm() {
        set = true;
        off.clear();
    }

    /** What the person is asked to do. */
    Next next() {
        return Next.ask("Turn the throttle to " + goal(), detail(), question);
    }

    private String detail() {
        return TimedPhase.text(shownPa, "Pa") + notYet().map(why -> "").orElse(", steady: confirm");
    }

    private String goal() {
        return TimedPhase.text(pressurePa, "Pa") + " ± " + TimedPhase.text(width(), "Pa");
    }
}
