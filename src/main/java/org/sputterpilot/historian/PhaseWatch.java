package org.sputterpilot.historian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Unit;

/** Follows the instruments a batch record quotes through one phase: set point, lowest, mean, highest, last. */
final class PhaseWatch {
    /** What a process engineer looks up first, with the command that asks for it. */
    private static final String[][] QUOTED = {
        {"chamber.pressure", "chamber.throttle.pressure_set"},
        {"chamber.pressure_wide", ""},
        {"gas.argon.flow", "gas.argon.flow_set"},
        {"gas.oxygen.flow", "gas.oxygen.flow_set"},
        {"cathode.power", "cathode.power_set"},
        {"cathode.voltage", ""},
        {"cathode.current", ""},
        {"cathode.arc_rate", ""},
        {"cathode.energy", ""},
        {"substrate.rotation", "substrate.rotation_set"},
        {"substrate.carrier_temperature", ""},
        {"cooling.flow", ""},
        {"cooling.outlet_temperature", ""},
        {"film.rate", ""},
        {"film.thickness", ""},
    };

    private final List<Line> lines = new ArrayList<>();

    private static final class Line {
        private final Tag tag;
        private final int slot;
        private final Optional<TagId> command;
        private double set = Double.NaN;
        private double min = Double.NaN;
        private double max = Double.NaN;
        private double last = Double.NaN;
        private double weighted;
        private double seconds;

        private Line(Tag tag, int slot, Optional<TagId> command) {
            this.tag = tag;
            this.slot = slot;
            this.command = command;
        }
    }

    PhaseWatch(TagTable tags) {
        for (String[] pair : QUOTED) {
            TagId actual = TagId.of(pair[0]);
            if (tags.has(actual)) {
                Optional<TagId> command =
                        Optional.of(pair[1]).filter(name -> !name.isEmpty()).map(TagId::of);
                lines.add(new Line(tags.get(actual), tags.slot(actual), command.filter(tags::has)));
            }
        }
    }

    void see(CycleRecord turn) {
        double seconds = turn.tick().seconds();
        for (Line line : lines) {
            line.command.map(turn.granted().values()::get).ifPresent(set -> line.set = set);
            double value = turn.image().number(line.slot);
            if (!Double.isNaN(value)) {
                line.min = Double.isNaN(line.min) ? value : Math.min(line.min, value);
                line.max = Double.isNaN(line.max) ? value : Math.max(line.max, value);
                line.last = value;
                line.weighted += value * seconds;
                line.seconds += seconds;
            }
        }
    }

    Map<String, RunRecord.Actual> actuals() {
        Map<String, RunRecord.Actual> actuals = new LinkedHashMap<>();
        for (Line line : lines) {
            if (!Double.isNaN(line.last)) {
                Unit unit = line.tag.unit();
                double mean = line.seconds > 0 ? line.weighted / line.seconds : line.last;
                actuals.put(
                        line.tag.id().name(),
                        new RunRecord.Actual(
                                unit.symbol(),
                                RunRecord.shown(unit.fromBase(line.set)),
                                RunRecord.shown(unit.fromBase(line.min)),
                                RunRecord.shown(unit.fromBase(mean)),
                                RunRecord.shown(unit.fromBase(line.max)),
                                RunRecord.shown(unit.fromBase(line.last))));
            }
        }
        return actuals;
    }
}
