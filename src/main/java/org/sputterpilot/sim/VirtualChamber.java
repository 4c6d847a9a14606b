package org.sputterpilot.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.physics.Folds;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
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
    private static final double DOOR_OPENS_WITHIN_PA = 500;

    private final Hardware tool;
    private final PlcDuties plc;
    private final Instruments instruments;
    private final Map<TagId, Point> points = new HashMap<>();
    private double heartbeat = Double.NaN;
    private long plantNanos;
    private final long[] changedNanos = new long[Point.values().length];
    private final double[] shown = new double[Point.values().length];

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

    /** A commissioned tool that differs in these numbers, for trainers and tests; keeps no checkpoint. */
    public static VirtualChamber commissioned(TagTable tags, long seed, Map<ToolParameter, Double> otherwise) {
        return new VirtualChamber(tags, new ChamberTruth(seed, false, otherwise));
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
        long openNanos = Long.MAX_VALUE;
        long closedNanos = Long.MAX_VALUE;
        boolean open = tool.growth.shutter.isOpen();
        boolean closed = tool.growth.shutter.isClosed();
        while (left > 0) {
            long step = Math.min(left, STEP_NANOS);
            step(step * 1e-9);
            left -= step;
            plantNanos += step;
            openNanos = tool.growth.shutter.isOpen() == open ? openNanos : Math.min(openNanos, plantNanos);
            closedNanos = tool.growth.shutter.isClosed() == closed ? closedNanos : Math.min(closedNanos, plantNanos);
        }
        instruments.read();
        stamp();
        changedAt(Point.SHUTTER_IS_OPEN, openNanos);
        changedAt(Point.SHUTTER_IS_CLOSED, closedNanos);
    }

    private void changedAt(Point point, long nanos) {
        int at = point.ordinal();
        changedNanos[at] = Math.min(changedNanos[at], nanos);
    }

    /** Notes when each instrument came to show what it shows. */
    private void stamp() {
        for (int i = 0; i < shown.length; i++) {
            if (Double.doubleToRawLongBits(shown[i]) != Double.doubleToRawLongBits(instruments.value[i])) {
                shown[i] = instruments.value[i];
                changedNanos[i] = plantNanos;
            }
        }
    }

    /** Plant time at which an instrument came to show what it shows. */
    public Duration changedAt(TagId tag) {
        return Duration.ofNanos(changedNanos[point(tag).ordinal()]);
    }

    /** Plant time this chamber has lived through. */
    public Duration age() {
        return Duration.ofNanos(plantNanos);
    }

    /** Fresh foil on the shipped holder; see {@link #loadFoil(List)}. */
    public void loadFoil() {
        loadFoil(Growth.SHIPPED);
    }

    /**
     * Fresh foil on these places; the door was open for some minutes.
     *
     * @throws IllegalStateException when the chamber is not at atmosphere
     */
    public void loadFoil(List<Site> sites) {
        if (tool.totalPa() < tool.room.roomPa - DOOR_OPENS_WITHIN_PA) {
            throw new IllegalStateException("the chamber is under vacuum: the door does not open");
        }
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

    /**
     * A test source stands in place of these instruments until the next call; what they would measure goes on.
     *
     * @param instead values by tag, base units; empty takes the source away
     * @throws IllegalArgumentException for a command: nobody can clip a source to a register
     */
    public void testSource(Map<TagId, Double> instead) {
        for (TagId tag : instead.keySet()) {
            if (point(tag).command) {
                throw new IllegalArgumentException(tag + " is a command, no instrument");
            }
        }
        java.util.Arrays.fill(instruments.instead, Double.NaN);
        instead.forEach((tag, value) -> instruments.instead[point(tag).ordinal()] = value);
        instruments.read();
    }

    /** Share of the racetrack that is really oxide; for trainers and tests. */
    public double trueTargetOxide() {
        return tool.target.oxide();
    }

    /**
     * Flows that really go in at which the target would really jump, with power, argon and throttle as they are now.
     */
    public Optional<Folds> trueFolds() {
        return tool.target.folds(
                tool.supply.deliveredW,
                tool.vacuum.argonPa,
                tool.vacuum.outletM3PerS() * (1 + tool.truth.oxygenPumping));
    }

    /** What is really true of the tool; for trainers and tests. */
    public ToolParameters trueTool() {
        return tool.truth.tool;
    }

    /** Total pressure that is really there. */
    public double truePressurePa() {
        return tool.totalPa();
    }

    // ---------------------------------------------------------------- one step

    private void step(double seconds) {
        tool.faults.step(seconds);
        plc.step(seconds);
        tool.step(plc, instruments.manometerPa(), seconds);
        instruments.step(seconds);
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
        stamp();
    }

    private void keep(Ledger ledger) {
        ledger.keep("seed", tool.truth.seed);
        ledger.keep("unknown", tool.truth.unknown);
        plantNanos = ledger.keep("age", plantNanos);
        heartbeat = ledger.keep("heartbeat", heartbeat);
        tool.keep(ledger);
        plc.keep(ledger);
        instruments.keep(ledger);
    }
}
