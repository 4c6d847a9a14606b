package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.SHUTTER_CLOSED;
import static org.sputterpilot.recipes.phases.PlantTags.SHUTTER_OPEN;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.recipes.Next;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.Question;
import org.sputterpilot.recipes.ShutterSaid;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;
import org.sputterpilot.time.Timer;

/**
 * A person moves the shutter, through one run: told by a countdown, heard by their key, and by the position switches
 * where there are any. The program cannot shut it; whoever waits in vain has only the power to switch off.
 */
public final class HandShutter {
    private final ByHand.Shutter hand;
    private Optional<ShutterSaid> said = Optional.empty();
    private boolean opening;
    private Timer asked;
    private Duration zero = Duration.ZERO;
    private Next next = Next.NOTHING;

    HandShutter(ByHand.Shutter hand) {
        this.hand = hand;
    }

    /** From the moment to the blade half-way, in seconds. */
    double latency() {
        return hand.latency().toNanos() / 1e9;
    }

    /** How long before the moment it has to be asked for, in seconds. */
    double countdown() {
        return hand.countdown().toNanos() / 1e9;
    }

    /** Whether switches tell where it is, beside the person. */
    public boolean hasSwitches() {
        return hand.hasSwitches();
    }

    /** Asks for a move so many seconds from now; a question that is open already keeps its moment. */
    void ask(boolean open, double seconds, Tick tick) {
        if (asked != null && opening == open) {
            return;
        }
        said = said.filter(where -> where.open() != open); // what was said of an earlier move is no answer to this one
        opening = open;
        asked = Timer.started(tick);
        zero = Duration.ofMillis(Math.round(1e3 * Math.max(0, seconds)));
        next = Next.ask(
                (open ? "Open" : "Close") + " the shutter at zero, and press the key as you do",
                open
                        ? "the film is counted from your key"
                        : "without a key the power goes off: nothing else can stop" + " the film",
                new Question(
                        List.of(PromptAnswer.CONFIRM),
                        Optional.of(zero.plus(hand.patience())),
                        Optional.empty(),
                        Optional.of(zero)));
    }

    /** Whether a move is asked for that has not been made. */
    boolean isAsking() {
        return asked != null;
    }

    /** Whether nobody has moved it in time. */
    boolean isMissed(Tick tick) {
        return asked != null && asked.reached(zero.plus(hand.patience()), tick);
    }

    Next next() {
        return next;
    }

    /** The person pressed the key at a plant time, or confirms what they were asked for. */
    void pressed(Duration elapsed) {
        if (asked != null) {
            say(opening, elapsed);
        }
    }

    /** The person says where it is. */
    public void say(boolean open, Duration elapsed) {
        said = Optional.of(new ShutterSaid(open, elapsed));
        asked = null;
    }

    /** Whether the person has said so last. */
    boolean isSaid(boolean open) {
        return said.filter(where -> where.open() == open).isPresent();
    }

    /** Switches that have moved tell as well as a key; answers whether the move that was asked for is made. */
    boolean isMoved(boolean open, ProcessImage image, Tick tick) {
        TagId end = open ? SHUTTER_CLOSED : SHUTTER_OPEN; // the end it leaves first
        if (asked != null
                && opening == open
                && hand.hasSwitches()
                && image.isState(end, 0).permits()) {
            say(open, tick.elapsed());
        }
        return isSaid(open);
    }

    /** Nothing is asked for any more. */
    void withdraw() {
        asked = null;
    }

    /** Where the person says it is. */
    public Optional<ShutterSaid> said() {
        return said;
    }
}
