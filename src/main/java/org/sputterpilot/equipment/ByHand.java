package org.sputterpilot.equipment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.units.Fraction;

/**
 * What people move in place of the program: the modules that are MANUAL, and how well a person moves each. Nothing is
 * ever written to them; a run asks for them with numbered questions instead.
 *
 * @param throttle how a person turns the throttle; empty while the program moves it
 * @param shutter how a person moves the shutter; empty while the program moves it
 */
public record ByHand(Optional<Throttle> throttle, Optional<Shutter> shutter) {
    /** The module whose commands are the throttle's. */
    public static final String THROTTLE = "throttle";

    /** The module whose command is the shutter's. */
    public static final String SHUTTER = "shutter";

    /** The modules a person may move: for the others nobody's hand is quick or sure enough. */
    public static final List<String> MODULES = List.of(SHUTTER, THROTTLE);

    /** The program moves everything. */
    public static final ByHand NOTHING = new ByHand(Optional.empty(), Optional.empty());

    /**
     * A throttle with a wheel.
     *
     * @param band how near the pressure must be, as a share of it: 2 % of 0.50 Pa is 0.01 Pa
     * @param swing how far the pressure may be off, as a share of it, while a person turns
     * @param settle for how long it must stay there
     * @param patience how long a run waits for it
     */
    public record Throttle(Fraction band, Fraction swing, Duration settle, Duration patience) {}

    /**
     * A shutter with a lever.
     *
     * @param countdown how long before the moment the person is told
     * @param latency from the moment to the blade half-way
     * @param patience how long after the moment the key may come; then the power goes off if the shutter is open
     * @param hasSwitches whether position switches tell where it is; otherwise only the person does
     */
    public record Shutter(Duration countdown, Duration latency, Duration patience, boolean hasSwitches) {}

    /** Ids of the modules that are MANUAL, in the order of their names. */
    public List<String> modules() {
        List<String> modules = new ArrayList<>();
        shutter.ifPresent(hand -> modules.add(SHUTTER));
        throttle.ifPresent(hand -> modules.add(THROTTLE));
        return List.copyOf(modules);
    }
}
