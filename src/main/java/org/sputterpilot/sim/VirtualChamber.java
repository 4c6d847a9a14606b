package org.sputterpilot.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Thickness;

/**
 * A sputter tool in standby: pumps running behind a shut high-vacuum valve, chamber at atmosphere with fresh foil, PLC
 * in its safe state until somebody sends a heartbeat and a reset. The same seed and the same writes give the same
 * bytes.
 *
 * <p>Not safe for several threads; {@link ChamberHost} puts a lock around it.
 */
public final class VirtualChamber {
    private static final long STEP_NANOS = 50_000_000;
    private static final double INRUSH_PA_M3_PER_S = 20;
    private static final double LEAK_PA_M3_PER_S = 2e-4;
    private static final double STUCK_SHARE = 0.8;
    private static final double JUMP_SHARE = 0.05;
    private static final double ROTATION_LAG_S = 1.5;
    private static final double AIRED_PA = 100;

    private final Hardware tool;
    private final PlcDuties plc;
    private final Instruments instruments;
    private final Map<TagId, Point> points = new HashMap<>();
    private double stuckAtSccm = Double.NaN;
    private double heartbeat = Double.NaN;
    private long plantNanos;

    private VirtualChamber(TagTable tags, ChamberTruth truth) {
        tool = new Hardware(truth);
        plc = new PlcDuties(tool);
        instruments = new Instruments(tool, plc);
        for (Point point : Point.values()) {
            points.put(point.tag, point);
        }
        for (Tag tag : tags.all()) {
            if (tag.kind() != Tag.Kind.DERIVED && !points.containsKey(tag.id())) {
                throw new IllegalArgumentException("the virtual chamber has no instrument or drive for " + tag.id());
            }
        }
        loadFoil();
        instruments.read();
    }

    /** A tool that has been calibrated: it differs from the nominal one by what differs from run to run. */
    public static VirtualChamber commissioned(TagTable tags, long seed) {
        return new VirtualChamber(tags, new ChamberTruth(seed, false));
    }

    /** A tool nobody has run yet: it differs by what nobody can know beforehand. */
    public static VirtualChamber unknownTool(TagTable tags, long seed) {
        return new VirtualChamber(tags, new ChamberTruth(seed, true));
    }

    /**
     * The tool a checkpoint was taken of, as it was.
     *
     * @throws IllegalArgumentException when these bytes are no checkpoint of this version
     */
    public static VirtualChamber fromCheckpoint(TagTable tags, byte[] checkpoint) {
        Ledger ledger = Ledger.of(checkpoint);
        VirtualChamber chamber =
                new VirtualChamber(tags, new ChamberTruth(ledger.keep("seed", 0L), ledger.keep("unknown", false)));
        chamber.restore(checkpoint);
        return chamber;
    }

    // ---------------------------------------------------------------- the field's view

    private Point point(TagId tag) {
        Point point = points.get(tag);
        if (point == null) {
            throw new IllegalArgumentException("the virtual chamber has no " + tag);
        }
        return point;
    }

    /** Position of a tag for {@link #valueAt} and {@link #qualityAt}. */
    int indexOf(TagId tag) {
        return point(tag).ordinal();
    }

    double valueAt(int index) {
        return instruments.value[index];
    }

    Quality qualityAt(int index) {
        return instruments.quality[index];
    }

    /** What the instrument shows, base unit; for a command, what was last accepted. */
    public double value(TagId tag) {
        return instruments.value[point(tag).ordinal()];
    }

    public Quality quality(TagId tag) {
        return instruments.quality[point(tag).ordinal()];
    }

    /**
     * Writes a command register.
     *
     * @throws IllegalArgumentException when the tag is no command or the value is no number
     */
    public void write(TagId command, double base) {
        Point point = point(command);
        if (!point.command) {
            throw new IllegalArgumentException(command + " is no command of the virtual chamber");
        }
        if (!Double.isFinite(base)) {
            throw new IllegalArgumentException(base + " is no value for " + command);
        }
        if (point == Point.PLC_HEARTBEAT) {
            if (base != heartbeat) {
                heartbeat = base;
                plc.heartbeat();
            }
        } else if (point == Point.PLC_RESET) {
            plc.resetCoil(base != 0);
        }
        tool.command[point.ordinal()] = base;
        instruments.value[point.ordinal()] = base;
    }

    // ---------------------------------------------------------------- the world's view

    /**
     * Lets plant time pass. Steps inside are at most 50 ms long.
     *
     * @throws IllegalArgumentException for a negative time
     */
    public void advance(Duration dt) {
        long left = dt.toNanos();
        if (left < 0) {
            throw new IllegalArgumentException("time runs forward, not by " + dt);
        }
        plantNanos += left;
        while (left > 0) {
            long step = Math.min(left, STEP_NANOS);
            step(step * 1e-9);
            left -= step;
        }
        instruments.read();
    }

    /** Plant time this chamber has lived through. */
    public Duration age() {
        return Duration.ofNanos(plantNanos);
    }

    /** Fresh foil on the shipped holder; the door was open for some minutes at atmosphere. */
    public void loadFoil() {
        loadFoil(Growth.SHIPPED);
    }

    /** Fresh foil on these places; the door was open for some minutes at atmosphere. */
    public void loadFoil(List<Site> sites) {
        tool.growth.load(sites);
        tool.vacuum.opened(5 + 20 * tool.chance.uniform(), tool.room.humidity);
        tool.target.aired();
    }

    /** Fresh foil without opening anything: for tests of the film alone. */
    public void resetFilm() {
        tool.growth.load(tool.growth.sites());
    }

    /** The film that is really there, mean over the places of the holder. */
    public Thickness trueFilm() {
        double sum = 0;
        int count = tool.growth.sites().size();
        for (int i = 0; i < count; i++) {
            sum += tool.growth.filmM(i);
        }
        return Thickness.ofMetre(count == 0 ? 0 : sum / count);
    }

    /**
     * The film that is really on one slot.
     *
     * @throws IllegalArgumentException when the holder has no such slot
     */
    public Thickness trueFilm(String slot) {
        List<Site> sites = tool.growth.sites();
        for (int i = 0; i < sites.size(); i++) {
            if (sites.get(i).slot().equals(slot)) {
                return Thickness.ofMetre(tool.growth.filmM(i));
            }
        }
        throw new IllegalArgumentException("the holder has no slot '" + slot + "'");
    }

    /** Places of the holder that is loaded. */
    public List<Site> sites() {
        return tool.growth.sites();
    }

    public Faults faults() {
        return tool.faults;
    }

    /** Communication limits guard a wire: at speed they are that many times longer in plant time. */
    public void communicationScale(double speed) {
        plc.communicationScale(speed);
    }

    /** The controller was gone for longer than the watchdog allows: its next step finds the watchdog tripped. */
    public void controllerWasAway() {
        plc.controllerWasAway();
    }

    /**
     * What people and the building do: door, emergency stop, cover, exhaust, room, bottles, air.
     *
     * @throws IllegalArgumentException when this tag is not of that kind
     */
    public void surroundings(TagId what, double base) {
        if (!tool.room.set(point(what), base)) {
            throw new IllegalArgumentException(what + " is not for people to set");
        }
        instruments.read();
    }

    /** Share of the racetrack that is really oxide; for trainers and tests. */
    public double trueTargetOxide() {
        return tool.target.oxide();
    }

    /** Share of the groove that is really gone. */
    public double trueEroded() {
        return tool.target.eroded;
    }

    /** Total pressure that is really there. */
    public double truePressurePa() {
        return tool.totalPa();
    }

    // ---------------------------------------------------------------- one step

    private void step(double seconds) {
        tool.faults.step(seconds);
        plc.step(seconds);
        powerFailure();
        drives(seconds);
        gas(seconds);
        plasma(seconds);
        instruments.step(seconds);
    }

    private void powerFailure() {
        if (!tool.mainsOk()) {
            for (Point point : new Point[] {
                Point.VACUUM_BACKING_PUMP_RUN,
                Point.VACUUM_TURBO_RUN,
                Point.CATHODE_ENABLE,
                Point.VACUUM_ROUGH_VALVE_OPEN,
                Point.VACUUM_FORE_VALVE_OPEN,
                Point.VACUUM_GATE_OPEN,
                Point.GAS_ARGON_VALVE_OPEN,
                Point.GAS_OXYGEN_VALVE_OPEN,
                Point.GAS_NITROGEN_VALVE_OPEN,
                Point.VACUUM_VENT_VALVE_OPEN,
                Point.SHUTTER_OPEN
            }) {
                tool.command[point.ordinal()] = 0;
            }
        }
    }

    private void drives(double seconds) {
        VacuumSystem vacuum = tool.vacuum;
        vacuum.backingRuns = plc.drives(Point.VACUUM_BACKING_PUMP_RUN) && !tool.is(Faults.Kind.PUMP_STOP);
        vacuum.turboDriven = plc.drives(Point.VACUUM_TURBO_RUN);
        vacuum.gate.move(plc.drives(Point.VACUUM_GATE_OPEN), seconds);
        vacuum.rough.move(plc.drives(Point.VACUUM_ROUGH_VALVE_OPEN), seconds);
        vacuum.fore.move(plc.drives(Point.VACUUM_FORE_VALVE_OPEN), seconds);
        vacuum.vent.move(plc.drives(Point.VACUUM_VENT_VALVE_OPEN), seconds);
        vacuum.nitrogen.move(plc.drives(Point.GAS_NITROGEN_VALVE_OPEN), seconds);
        vacuum.manometer.move(plc.drives(Point.VACUUM_MANOMETER_VALVE_OPEN), seconds);
        tool.argonValve.move(plc.drives(Point.GAS_ARGON_VALVE_OPEN), seconds);
        tool.oxygenValve.move(plc.drives(Point.GAS_OXYGEN_VALVE_OPEN), seconds);
        tool.warmth.water.move(plc.drives(Point.COOLING_VALVE_OPEN), seconds);
        if (!tool.is(Faults.Kind.SHUTTER_STUCK)) {
            tool.growth.shutter.move(plc.drives(Point.SHUTTER_OPEN), seconds);
        }
        boolean crystalWasClosed = tool.growth.crystalShutter.isClosed();
        tool.growth.crystalShutter.move(plc.drives(Point.QCM_SHUTTER_OPEN), seconds);
        if (crystalWasClosed && !tool.growth.crystalShutter.isClosed() && tool.supply.lit) {
            tool.growth.shock(tool.chance);
        }
        double towards = tool.asked(Point.SUBSTRATE_ROTATION_SET);
        tool.growth.rotationHz = towards + (tool.growth.rotationHz - towards) * Math.exp(-seconds / ROTATION_LAG_S);
        vacuum.moveThrottle(
                tool.throttle.towards(
                        tool.asks(Point.CHAMBER_THROTTLE_MODE_SET),
                        tool.asked(Point.CHAMBER_THROTTLE_PRESSURE_SET),
                        tool.asked(Point.CHAMBER_THROTTLE_POSITION_SET),
                        instruments.manometerPa(),
                        vacuum.throttle,
                        seconds),
                seconds);
    }

    private void gas(double seconds) {
        tool.argon.step(
                tool.asked(Point.GAS_ARGON_FLOW_SET), tool.argonValve.position, tool.room.argonSupplyPa, seconds);
        if (tool.is(Faults.Kind.MFC_STUCK)) {
            if (Double.isNaN(stuckAtSccm)) {
                stuckAtSccm = STUCK_SHARE * tool.argon.shownSccm;
            }
            tool.argon.stuckAt(stuckAtSccm);
        } else {
            stuckAtSccm = Double.NaN;
        }
        double bottle = tool.is(Faults.Kind.OXYGEN_LOSS) ? 0 : tool.room.oxygenSupplyPa;
        tool.oxygen.step(tool.asked(Point.GAS_OXYGEN_FLOW_SET), tool.oxygenValve.position, bottle, seconds);
        double inrush = (tool.is(Faults.Kind.LEAK) ? LEAK_PA_M3_PER_S : 0)
                + (tool.is(Faults.Kind.AIR_INRUSH) ? INRUSH_PA_M3_PER_S : 0);
        tool.vacuum.step(
                tool.target.oxygenPa(),
                tool.argon.trueSccm() * tool.argonValve.position,
                inrush,
                Math.min(1, tool.room.nitrogenSupplyPa / 100_000),
                tool.room.roomPa,
                seconds);
    }

    private void plasma(double seconds) {
        PowerSupply supply = tool.supply;
        supply.step(
                tool.asks(Point.CATHODE_ENABLE),
                plc.hvPermitted() && tool.mainsOk(),
                tool.asked(Point.CATHODE_POWER_SET),
                tool.asked(Point.CATHODE_RAMP_SET),
                tool.totalPa(),
                !tool.is(Faults.Kind.NO_IGNITION),
                tool.truth.supplyError,
                tool.chance,
                seconds);
        double share = tool.is(Faults.Kind.MODE_JUMP) ? JUMP_SHARE : 1;
        tool.target.step(
                supply.deliveredW,
                tool.vacuum.argonPa,
                tool.oxygen.trueSccm() * tool.oxygenValve.position * share,
                tool.vacuum.outletM3PerS(),
                seconds);
        if (tool.vacuum.airPa > AIRED_PA) {
            tool.target.aired();
        }
        supply.guard(tool.target.voltageV, tool.target.currentA);
        boolean pulsed = tool.asked(Point.CATHODE_FREQUENCY_SET) >= 20e3;
        boolean storm = tool.is(Faults.Kind.ARC);
        double arcs =
                !supply.lit ? 0 : storm ? 4 : (pulsed ? 0.005 : 0.5) * tool.target.oxide() * supply.deliveredW / 150;
        double lost = supply.arcs(arcs, storm ? 0.5 : pulsed ? 0.05 : 0.2, pulsed, tool.chance, seconds);
        tool.growth.step(tool.target.filmM3PerS, tool.totalPa(), tool.target.eroded, lost, seconds);
        tool.warmth.step(supply.deliveredW, !tool.is(Faults.Kind.WATER_LOSS), tool.growth.shutter.position, seconds);
    }

    // ---------------------------------------------------------------- checkpoint

    /** The full physical state, small enough to write every second. */
    public byte[] checkpoint() {
        Ledger ledger = Ledger.blank();
        keep(ledger);
        return ledger.bytes();
    }

    /**
     * Takes the state of a checkpoint of the same tool.
     *
     * @throws IllegalArgumentException when it is of another tool or another version
     */
    public void restore(byte[] checkpoint) {
        Ledger ledger = Ledger.of(checkpoint);
        if (ledger.keep("seed", 0L) != tool.truth.seed || ledger.keep("unknown", false) != tool.truth.unknown) {
            throw new IllegalArgumentException("this checkpoint is of another virtual tool");
        }
        keep(ledger);
        instruments.read();
    }

    private void keep(Ledger ledger) {
        ledger.keep("seed", tool.truth.seed);
        ledger.keep("unknown", tool.truth.unknown);
        plantNanos = ledger.keep("age", plantNanos);
        heartbeat = ledger.keep("heartbeat", heartbeat);
        stuckAtSccm = ledger.keep("stuck", stuckAtSccm);
        tool.keep(ledger);
        plc.keep(ledger);
        instruments.keep(ledger);
    }
}
