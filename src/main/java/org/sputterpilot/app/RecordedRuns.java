package org.sputterpilot.app;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.film.Commissioning;
import org.sputterpilot.film.ToolTrace;
import org.sputterpilot.film.ToolTrace.Channel;
import org.sputterpilot.film.fit.GridFit;
import org.sputterpilot.film.fit.SweepFit;
import org.sputterpilot.film.fit.UnfitRunException;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.Series;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;

/** Commissioning runs as the historian kept them, and what they say. */
final class RecordedRuns {
    private static final double SLICE_S = 1;
    private static final Map<Channel, TagId> TAGS = new EnumMap<>(Map.of(
            Channel.POWER, TagId.of("cathode.power"),
            Channel.VOLTAGE, TagId.of("cathode.voltage"),
            Channel.CURRENT, TagId.of("cathode.current"),
            Channel.PRESSURE, TagId.of("chamber.pressure"),
            Channel.ARGON, TagId.of("gas.argon.flow"),
            Channel.OXYGEN, TagId.of("gas.oxygen.flow"),
            Channel.CRYSTAL, TagId.of("qcm.frequency"),
            Channel.POWER_SET, TagId.of("cathode.power_set"),
            Channel.PRESSURE_SET, TagId.of("chamber.throttle.pressure_set")));

    private final History history;

    RecordedRuns(History history) {
        this.history = history;
    }

    /** The last finished pass of a run through its sweep or its grid; empty when it had none. */
    Optional<PhaseRow> lesson(String run) {
        return history.phases(run).stream()
                .filter(row -> row.phase().equals(PhaseName.SWEEP.text())
                        || row.phase().equals(PhaseName.RATE_GRID.text()))
                .filter(row -> row.endedAt().isPresent() && row.result().equals("DONE"))
                .reduce((first, second) -> second);
    }

    /**
     * What it says about the tool; takes seconds.
     *
     * @param known the tool as it is known
     * @throws UnfitRunException when it says nothing
     */
    Commissioning fit(PhaseRow lesson, ToolParameters known) throws UnfitRunException {
        ToolTrace trace = trace(lesson.startedAt(), lesson.endedAt().orElseThrow());
        return lesson.phase().equals(PhaseName.SWEEP.text())
                ? SweepFit.of(lesson.runId(), trace, known)
                : GridFit.of(lesson.runId(), trace, known);
    }

    private ToolTrace trace(Instant from, Instant to) {
        ToolTrace.Recorder recorder = new ToolTrace.Recorder();
        TAGS.forEach((channel, tag) -> {
            Series series = history.history(tag, from, to, 0);
            Map<Double, Double> readings = new java.util.TreeMap<>();
            for (Gap gap : series.gaps()) {
                readings.put(seconds(from, gap.from()), Double.NaN);
            }
            for (Series.Point point : series.points()) {
                readings.put(seconds(from, point.at()), point.quality() == Quality.GOOD ? point.value() : Double.NaN);
            }
            readings.forEach((at, value) -> recorder.add(channel, at, value));
        });
        return recorder.slices(0, seconds(from, to), SLICE_S);
    }

    private static double seconds(Instant from, Instant at) {
        return Duration.between(from, at).toNanos() / 1e9;
    }
}
