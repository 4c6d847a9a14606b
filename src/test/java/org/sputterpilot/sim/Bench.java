package org.sputterpilot.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleUnaryOperator;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Unit;

/** A person at the bench with a chamber: writes registers in display units, keeps the heartbeat going, watches. */
final class Bench {
    static final TagTable TAGS = tags();
    private static final Duration TURN = Duration.ofMillis(100);

    final VirtualChamber chamber;
    private long beat;
    private boolean beating = true;
    double elapsedS;
    DoubleUnaryOperator each = t -> 0;

    Bench(VirtualChamber chamber) {
        this.chamber = chamber;
    }

    static Bench seed(long seed) {
        return new Bench(VirtualChamber.commissioned(TAGS, seed));
    }

    private static TagTable tags() {
        Faults faults = new Faults();
        TagTable tags = TagReader.read(Path.of("."), faults);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.sorted().toString());
        }
        return tags;
    }

    double read(String tag) {
        TagId id = TagId.of(tag);
        return TAGS.get(id).unit().fromBase(chamber.value(id));
    }

    boolean yes(String tag) {
        return chamber.value(TagId.of(tag)) == 1;
    }

    Bench set(String tag, double value) {
        TagId id = TagId.of(tag);
        Unit unit = TAGS.get(id).unit();
        chamber.write(id, unit.toBase(value));
        return this;
    }

    Bench beating(boolean on) {
        beating = on;
        return this;
    }

    Bench run(double seconds) {
        long turns = Math.round(seconds * 10);
        for (long i = 0; i < turns; i++) {
            turn();
        }
        return this;
    }

    void turn() {
        if (beating) {
            beat = (beat + 1) % 65536;
            chamber.write(TagId.of("plc.heartbeat"), beat);
        }
        chamber.advance(TURN);
        elapsedS += 0.1;
        each.applyAsDouble(elapsedS);
    }

    /** Runs until it is so; answers the seconds it took, or fails. */
    double until(BooleanSupplier so, double atMostS) {
        double start = elapsedS;
        while (!so.getAsBoolean()) {
            if (elapsedS - start > atMostS) {
                throw new AssertionError("not so within " + atMostS + " s; p " + chamber.truePressurePa()
                        + " Pa, turbo " + read("vacuum.turbo.speed") + " %, first-out " + read("plc.first_out"));
            }
            turn();
        }
        return elapsedS - start;
    }

    Bench reset() {
        set("plc.reset", 0).run(0.2);
        set("plc.reset", 1).run(0.2);
        set("plc.reset", 0);
        return this;
    }

    // ---------------------------------------------------------------- the way to a film

    /** From atmosphere to an open high-vacuum valve. */
    Bench roughAndOpen() {
        reset();
        set("vacuum.ion_gauge.on", 1);
        set("vacuum.fore_valve.open", 0).run(1.5);
        set("vacuum.rough_valve.open", 1);
        until(() -> read("chamber.pressure_wide") < 8, 300);
        set("vacuum.rough_valve.open", 0).run(1.5);
        set("vacuum.fore_valve.open", 1).run(1.5);
        until(() -> read("vacuum.foreline.pressure") < 20 && read("vacuum.turbo.speed") > 85, 400);
        set("vacuum.gate.open", 1).run(3);
        return this;
    }

    Bench toBase() {
        roughAndOpen();
        until(() -> chamber.truePressurePa() <= 5e-4, 95 * 60);
        return this;
    }

    /** Argon at 1 Pa by the throttle's own loop. */
    Bench argon() {
        set("vacuum.ion_gauge.on", 0);
        set("gas.argon.valve.open", 1).set("gas.argon.flow_set", 20);
        set("chamber.throttle.pressure_set", 1.0).set("chamber.throttle.mode_set", 1);
        return run(40);
    }

    /** Both wires that let the supply give high voltage. */
    Bench enable() {
        return set("cathode.hv_permit", 1).set("cathode.enable", 1);
    }

    Bench ignite() {
        set("cathode.ramp_set", 5).set("cathode.power_set", 20).enable();
        until(() -> read("cathode.current") > 0.02, 10);
        set("chamber.throttle.pressure_set", 0.5).run(20);
        return this;
    }

    Bench presputter(double watt, double seconds) {
        set("substrate.rotation_set", 10);
        return set("cathode.power_set", watt).run(30 + seconds);
    }

    Bench poison() {
        set("chamber.throttle.position_set", read("chamber.throttle.position")).set("chamber.throttle.mode_set", 0);
        set("gas.oxygen.valve.open", 1).set("gas.oxygen.flow_set", 4);
        return run(120);
    }

    Bench toPoisoned() {
        return toBase().argon().ignite().presputter(150, 300).poison();
    }
}
