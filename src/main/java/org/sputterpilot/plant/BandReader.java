package org.sputterpilot.plant;

import java.util.Optional;
import org.sputterpilot.recipes.Band;
import org.sputterpilot.recipes.phases.HeldNumber;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Unit;

/** Reads how closely a number of a recipe is held: {@code warn}, {@code trip}, {@code settle} and {@code ramp}. */
final class BandReader {
    private BandReader() {}

    /** The band of one number; a band of a number the plant does not hold is a mistake. */
    static Band read(String name, Measure value, YamlNode node) {
        Optional<YamlNode> warn = node.find("warn");
        Optional<YamlNode> trip = node.find("trip");
        Optional<YamlNode> settle = node.find("settle");
        Optional<YamlNode> ramp = node.find("ramp");
        Optional<YamlNode> first = warn.or(() -> trip).or(() -> settle).or(() -> ramp);
        if (first.isEmpty()) {
            return Band.NONE;
        }
        Optional<HeldNumber> held = HeldNumber.of(name);
        if (held.isEmpty()) {
            first.get().fault("a band of " + name, "a band of a number the plant holds, such as power");
        }
        ramp.filter(n -> held.isPresent() && !held.get().mayBeRamped())
                .ifPresent(n -> n.fault("a ramp of " + name, "no ramp: the phases Ramp and RampDown say how fast"));
        Band band = new Band(
                warn.map(n -> width(n, value)),
                trip.map(n -> width(n, value)),
                settle.map(n -> time(n)),
                ramp.map(n -> time(n)));
        if (band.isWatched() && settle.isEmpty()) {
            first.get().fault("no 'settle'", "how long a deviation may last before it counts, such as 'settle: 5 s'");
        }
        if (!band.isWatched() && settle.isPresent()) {
            settle.get().fault("'settle' without a band", "'warn' or 'trip' beside it");
        }
        if (band.warn().isPresent()
                && band.trip().isPresent()
                && band.warn().get().base() > band.trip().get().base()) {
            trip.orElseThrow().fault("'" + trip.get().text() + "'", "a trip band not narrower than the warn band");
        }
        return band;
    }

    /** A half width in the number's own unit, or as a share of the value. */
    private static Measure width(YamlNode node, Measure value) {
        Measure read = LimitsReader.measure(node, node.text());
        Measure width = read.dimension() == Dimension.FRACTION
                ? new Measure(Math.abs(value.base()) * read.base(), value.unit())
                : read;
        if (width.dimension() != value.dimension() || !(width.base() > 0)) {
            node.fault(
                    "'" + node.text() + "'",
                    "a half width above zero, as a share or in " + value.unit().symbol());
        }
        return width;
    }

    private static Measure time(YamlNode node) {
        Measure time = node.measure(Dimension.TIME);
        if (!(time.base() > 0)) {
            node.fault("'" + node.text() + "'", "a time above zero");
            return new Measure(1, Unit.of("s").orElseThrow());
        }
        return time;
    }
}
