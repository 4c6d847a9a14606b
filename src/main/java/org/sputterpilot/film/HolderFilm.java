package org.sputterpilot.film;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sputterpilot.physics.Carriage;
import org.sputterpilot.physics.HolderCoverage;
import org.sputterpilot.physics.Place;
import org.sputterpilot.physics.Racetrack;
import org.sputterpilot.physics.Spot;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.physics.Transport;
import org.sputterpilot.units.Length;
import org.sputterpilot.units.Thickness;

/**
 * The film over a holder, relative to the film the estimate speaks of: that on the axis of the tool's own holder.
 * Worked out once for a holder and a throw; what a run grew is then a multiplication.
 */
public final class HolderFilm {
    private static final int RINGS = 12;
    private static final int ANGLES = 16;
    private static final double MARGIN = 1.06;

    private final HolderShape shape;
    private final HolderCoverage coverage;
    private final double reference;
    private final List<Slot> slots;

    /**
     * The film on one slot, relative to the estimate's.
     *
     * @param mean over the usable zone
     * @param spread standard deviation over it
     * @param lowest thinnest place within each ring of the aperture, from the middle outwards
     * @param highest thickest likewise
     */
    public record Slot(
            HolderShape.Zone zone,
            double mean,
            double spread,
            double least,
            double most,
            double[] lowest,
            double[] highest) {

        /**
         * The largest circle around the slot's centre, within its aperture, in which this film stays inside the
         * tolerance; nothing when not even the centre does.
         */
        public Length zoneWithin(Thickness film, Thickness target, Thickness tolerance) {
            int rings = 0;
            while (rings < lowest.length
                    && lowest[rings] * film.metre() >= target.metre() - tolerance.metre()
                    && highest[rings] * film.metre() <= target.metre() + tolerance.metre()) {
                rings++;
            }
            return Length.ofMetre(rings == 0 ? 0 : zone.aperture().metre() * (rings - 1) / (lowest.length - 1));
        }
    }

    /**
     * The film on the holder's plane.
     *
     * @param side of the square, its middle on the holder's (or planet's) axis
     * @param relative rows from −y to +y, each from −x to +x; relative to the estimate's film
     */
    public record Grid(Length side, double[][] relative) {}

    /**
     * The film of a holder on a tool.
     *
     * @param tool whose groove it hangs under, and whose own holder the estimate speaks of
     */
    public HolderFilm(ToolParameters tool, HolderShape shape) {
        this.shape = shape;
        Racetrack racetrack = Racetrack.of(tool);
        Carriage carriage = shape.carriage();
        double corner = shape.reach().metre() * MARGIN * Math.sqrt(2);
        coverage = new HolderCoverage(racetrack, carriage, Math.max(corner, 1e-3), shape.riseM());
        // pressure hardly varies the share of the gas over a few millimetres of throw: taken at the reference pressure
        reference = Place.holderOf(tool).share(racetrack, tool.throwDistanceM())
                * arrives(tool, tool.throwDistanceM())
                / arrives(tool, carriage.throwM());
        slots = shape.slots().stream().map(this::slot).toList();
    }

    private static double arrives(ToolParameters tool, double throwM) {
        double pressurePa = tool.value(ToolParameter.PRESSURE_0);
        return Math.pow(Transport.share(pressurePa, throwM, tool.stoppingPaM()), tool.transportExponent());
    }

    public HolderShape shape() {
        return shape;
    }

    /** Every slot in the order of the drawing. */
    public List<Slot> slots() {
        return slots;
    }

    public Optional<Slot> slot(int number) {
        return slots.stream().filter(s -> s.zone().number() == number).findFirst();
    }

    /** Film at one spot over the estimate's. */
    public double relative(Spot spot) {
        return coverage.share(spot) / reference;
    }

    private double at(HolderShape.Zone zone, double radiusM, double angleRad) {
        return relative(Spot.on(
                zone.x().metre(),
                zone.y().metre(),
                zone.tiltRad(),
                radiusM * Math.cos(angleRad),
                radiusM * Math.sin(angleRad)));
    }

    private Slot slot(HolderShape.Zone zone) {
        double apertureM = zone.aperture().metre() / 2;
        double usableM = zone.usable().metre() / 2;
        double[] lowest = new double[RINGS + 1];
        double[] highest = new double[RINGS + 1];
        double centre = at(zone, 0, 0);
        lowest[0] = centre;
        highest[0] = centre;
        for (int ring = 1; ring <= RINGS; ring++) {
            double[] around = around(zone, apertureM * ring / RINGS);
            lowest[ring] = Math.min(lowest[ring - 1], least(around));
            highest[ring] = Math.max(highest[ring - 1], most(around));
        }
        double[] rim = around(zone, usableM);
        double least = Math.min(centre, least(rim));
        double most = Math.max(centre, most(rim));
        double weights = 0;
        double sum = 0;
        double squares = 0;
        int steps = RINGS / 2;
        for (int ring = 0; ring < steps; ring++) {
            double radius = usableM * (ring + 0.5) / steps;
            for (double film : around(zone, radius)) {
                least = Math.min(least, film);
                most = Math.max(most, film);
                weights += radius;
                sum += radius * film;
                squares += radius * (film - centre) * (film - centre);
            }
        }
        double mean = weights == 0 ? centre : sum / weights;
        double variance = weights == 0 ? 0 : squares / weights - (mean - centre) * (mean - centre);
        return new Slot(zone, mean, Math.sqrt(Math.max(0, variance)), least, most, lowest, highest);
    }

    private double[] around(HolderShape.Zone zone, double radiusM) {
        return IntStream.range(0, ANGLES)
                .mapToDouble(i -> at(zone, radiusM, 2 * Math.PI * i / ANGLES))
                .toArray();
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Half the difference over the sum of thickest and thinnest place in all usable zones. */
    public double halfRange() {
        return halfRange(slots);
    }

    /** Likewise over some slots. */
    public static double halfRange(List<Slot> some) {
        double least = some.stream().mapToDouble(Slot::least).min().orElse(1);
        double most = some.stream().mapToDouble(Slot::most).max().orElse(1);
        return (most - least) / (most + least);
    }

    /** Relative standard deviation of the film within the usable zones of some slots, about each slot's own mean. */
    public static double spread(List<Slot> some) {
        return Math.sqrt(some.stream()
                .mapToDouble(s -> s.spread() * s.spread() / (s.mean() * s.mean()))
                .average()
                .orElse(0));
    }

    /** The holder's plane as a picture; slots that lean are drawn as if they lay flat. */
    public Grid grid(int cells) {
        double half = shape.reach().metre() * MARGIN;
        double[][] relative = new double[cells][cells];
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                double x = half * ((column + 0.5) * 2 / cells - 1);
                double y = half * ((row + 0.5) * 2 / cells - 1);
                relative[row][column] = relative(Spot.flat(x, y));
            }
        }
        return new Grid(Length.ofMetre(2 * half), relative);
    }

    /**
     * What a film came to on every slot.
     *
     * @param film the estimate
     * @param sigma of the film, without where on the holder
     * @param tolerance of the recipe around its target
     * @param releaseLow thinnest film that may be released; likewise releaseHigh
     */
    public List<SlotFilm> films(
            Thickness film,
            Thickness sigma,
            Thickness target,
            Thickness tolerance,
            Thickness releaseLow,
            Thickness releaseHigh) {
        List<SlotFilm> films = new ArrayList<>();
        for (Slot slot : slots) {
            double nm = film.nanometres();
            double least = slot.least() * nm;
            double most = slot.most() * nm;
            films.add(new SlotFilm(
                    slot.zone().number(),
                    slot.mean() * nm,
                    slot.mean() * sigma.nanometres(),
                    least,
                    most,
                    slot.zone().usable().millimetres(),
                    slot.zoneWithin(film, target, tolerance).millimetres(),
                    releaseLow.nanometres(),
                    releaseHigh.nanometres(),
                    least >= releaseLow.nanometres() && most <= releaseHigh.nanometres()));
        }
        return films;
    }
}
