package org.sputterpilot.recipes.phases;

import java.util.Optional;
import org.sputterpilot.equipment.ByHand;

/** What people move in place of the program in one run. */
public final class Hands {
    private final ByHand byHand;
    private final Optional<HandShutter> shutter;

    Hands(ByHand byHand) {
        this.byHand = byHand;
        shutter = byHand.shutter().map(HandShutter::new);
    }

    /** Whether a person turns the throttle. */
    public boolean turnThrottle() {
        return byHand.throttle().isPresent();
    }

    /** The person at the throttle, if it has one, with a pressure to turn it to. */
    Optional<HandThrottle> throttle(double pressurePa, boolean set) {
        return byHand.throttle().map(hand -> new HandThrottle(hand, pressurePa, set));
    }

    /** What else has to be so before the door is left: nobody else closes a shutter or opens a throttle. */
    String asLoaded() {
        return (shutter.isPresent() ? ", the shutter is shut" : "")
                + (turnThrottle() ? ", the throttle is fully open" : "");
    }

    /** What is said while the throttle has to stand still: moved now, it would change the rate. */
    String offThrottle() {
        return turnThrottle() ? ". Do not touch the throttle" : "";
    }

    /** The person at the shutter, the same one through the whole run, if it has one. */
    public Optional<HandShutter> shutter() {
        return shutter;
    }
}
