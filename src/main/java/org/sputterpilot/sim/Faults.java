package org.sputterpilot.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be broken in the virtual chamber, by name, at a time and for a time. */
public final class Faults {

    /** One kind of trouble. */
    enum Kind {
        ARC("arc", "arcs by the dozen on the target, half of them hard"),
        LEAK("leak", "a seal leaks air: the base pressure is never reached"),
        OXYGEN_LOSS("oxygen-loss", "the oxygen bottle is empty: supply pressure and flow fall to nothing"),
        MFC_STUCK("mfc-stuck", "the argon flow controller sticks at 80 % of its flow, whatever is asked"),
        SHUTTER_STUCK("shutter-stuck", "the shutter stays where it is"),
        CRYSTAL_DEATH("crystal-death", "the quartz crystal stops oscillating"),
        WATER_LOSS("water-loss", "cooling water stops flowing"),
        GAUGE_DRIFT("gauge-drift", "the process gauge drifts upwards by a millipascal a second"),
        GAUGE_BAD("gauge-bad", "the process gauge answers no number, with bad quality"),
        DOOR_OPEN("door-open", "the door switch opens"),
        NO_IGNITION("no-ignition", "the plasma does not strike"),
        MODE_JUMP(
                "mode-jump",
                "oxygen no longer reaches the target though its controller shows flow: the target turns metallic"),
        AIR_INRUSH("air-inrush", "air rushes in: a window or a bellows has gone"),
        WRONG_VALVE_SWITCH("wrong-valve-switch", "the open switch of the high-vacuum valve says the opposite"),
        POWER_DIP("power-dip", "the mains fail: supply and pumps drop out, valves close, nothing restarts by itself"),
        PUMP_STOP("pump-stop", "the backing pump stops"),
        ROTATION_STOP("rotation-stop", "the rotation drive stops"),
        SUPPLY_FAULT("supply-fault", "the power supply reports a fault of its own and switches off");

        final String name;
        final String what;

        Kind(String name, String what) {
            this.name = name;
            this.what = what;
        }
    }

    /**
     * A kind of trouble that can be asked for.
     *
     * @param name as requests spell it
     * @param what words for the trainer
     */
    public record Available(String name, String what) {}

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final double[] beginsIn = new double[Kind.values().length];
    private final double[] endsIn = new double[Kind.values().length];

    Faults() {
        java.util.Arrays.fill(beginsIn, NEVER);
        java.util.Arrays.fill(endsIn, NEVER);
    }

    /** Every fault there is, in a fixed order. */
    public List<Available> available() {
        List<Available> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            all.add(new Available(kind.name, kind.what));
        }
        return all;
    }

    /**
     * Breaks something.
     *
     * @param after plant time until it begins; zero is at once
     * @param duration how long it lasts; {@code null} or zero is until cleared
     * @throws IllegalArgumentException for a name nobody knows
     */
    public void inject(String name, Duration after, Duration duration) {
        int at = kind(name).ordinal();
        beginsIn[at] = after == null ? 0 : after.toNanos() / 1e9;
        endsIn[at] = duration == null || duration.isZero() ? NEVER : beginsIn[at] + duration.toNanos() / 1e9;
    }

    /** Breaks something at once, until cleared. */
    public void inject(String name) {
        inject(name, Duration.ZERO, null);
    }

    /** Mends it, or calls it off. */
    public void clear(String name) {
        int at = kind(name).ordinal();
        beginsIn[at] = NEVER;
        endsIn[at] = NEVER;
    }

    /** Names of what is broken now. */
    public List<String> active() {
        List<String> names = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (is(kind)) {
                names.add(kind.name);
            }
        }
        return names;
    }

    /** Names of what will break. */
    public List<String> pending() {
        List<String> names = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (!is(kind) && beginsIn[kind.ordinal()] != NEVER) {
                names.add(kind.name);
            }
        }
        return names;
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name.equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is not a fault of the virtual chamber");
    }

    boolean is(Kind kind) {
        return beginsIn[kind.ordinal()] <= 0;
    }

    void step(double seconds) {
        for (int i = 0; i < beginsIn.length; i++) {
            if (beginsIn[i] == NEVER) {
                continue;
            }
            beginsIn[i] -= seconds;
            endsIn[i] -= seconds;
            if (endsIn[i] <= 0) {
                beginsIn[i] = NEVER;
                endsIn[i] = NEVER;
            }
        }
    }

    void keep(Ledger ledger) {
        ledger.keep("faults.begin", beginsIn);
        ledger.keep("faults.end", endsIn);
    }
}
