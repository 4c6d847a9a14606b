package org.sputterpilot.app;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.equipment.Holder;
import org.sputterpilot.film.HolderFilm;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.hmi.FilmDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.HolderPage;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.units.Length;
import org.sputterpilot.units.Thickness;

/** Films and holders of the unit in the control room, in the words of the wire. */
final class FilmCounter implements FilmDesk {
    private static final int CELLS = 41;
    private static final int MOST_RUNS = 1000;
    private static final double SHORTEST_MM = 40;
    private static final double LONGEST_MM = 200;
    private static final double THICKEST_NM = 2000;

    private final ControlRoom room;

    FilmCounter(ControlRoom room) {
        this.room = room;
    }

    @Override
    public Optional<Live> live() {
        RunningUnit unit = room.running();
        return unit.assembly().snapshot().last().flatMap(turn -> live(unit, turn));
    }

    private static Optional<Live> live(RunningUnit unit, CycleRecord turn) {
        return turn.run().recipe().flatMap(recipe -> unit.films()
                .of(turn.film(), recipe)
                .map(report -> new Live(recipe.runId(), recipe.load(), report)));
    }

    @Override
    public HolderPage holder(String id, Double throwMm, String recipeId, Double filmNm) {
        RunningUnit unit = room.running();
        Optional<MasterRecipe> recipe = Optional.ofNullable(recipeId).map(r -> unit.recipes()
                .effective(r)
                .orElseThrow(() -> Refusal.unknown("There is no recipe '" + r + "' in force.")));
        String wanted = id != null
                ? id
                : recipe.map(MasterRecipe::holder)
                        .orElseThrow(() -> Refusal.rule("holder", "required", "Say which holder, or which recipe."));
        Holder holder =
                unit.films().holder(wanted).orElseThrow(() -> Refusal.unknown("There is no holder '" + wanted + "'."));
        inside("throwMm", throwMm, SHORTEST_MM, LONGEST_MM);
        inside("filmNm", filmNm, 0, THICKEST_NM);
        Length throwDistance = throwMm == null ? holder.throwDistance() : Length.ofMillimetres(throwMm);
        HolderFilm map = unit.films().map(holder, throwDistance);
        synchronized (map) {
            return page(holder, throwDistance, map, recipe, filmNm, runsSinceClean(unit, holder));
        }
    }

    private static void inside(String field, Double value, double low, double high) {
        if (value != null && !(value >= low && value <= high)) {
            throw Refusal.rule(field, "range", "It lies between " + low + " and " + high + ".");
        }
    }

    private static int runsSinceClean(RunningUnit unit, Holder holder) {
        return (int) unit.records().history().runs(MOST_RUNS).stream()
                .filter(run -> run.load().holder().equals(holder.id()))
                .map(RunRow::startedAt)
                .filter(at -> at.isAfter(holder.cleaned().atStartOfDay().toInstant(ZoneOffset.UTC)))
                .count();
    }

    private static HolderPage page(
            Holder holder,
            Length throwDistance,
            HolderFilm map,
            Optional<MasterRecipe> recipe,
            Double filmNm,
            int runsSinceClean) {
        HolderFilm.Grid grid = map.grid(CELLS);
        Optional<Thickness> film =
                filmNm != null ? Optional.of(Thickness.ofNanometres(filmNm)) : recipe.map(MasterRecipe::target);
        List<HolderPage.Slot> slots = new ArrayList<>();
        for (HolderFilm.Slot slot : map.slots()) {
            slots.add(slot(holder.slot(slot.zone().number()).orElseThrow(), slot, film, recipe));
        }
        return new HolderPage(
                holder.id(),
                holder.revision(),
                holder.title(),
                holder.motion().name(),
                holder.mark(),
                holder.source(),
                throwDistance.millimetres(),
                holder.offset().millimetres(),
                holder.motion() == Holder.Motion.PLANETARY ? holder.orbit().millimetres() : null,
                holder.cleaned().toString(),
                runsSinceClean,
                grid.side().millimetres(),
                rounded(grid.relative()),
                recipe.map(r -> tolerated(grid.relative(), film.orElseThrow(), r))
                        .orElse(null),
                100 * map.halfRange(),
                film.map(Thickness::nanometres).orElse(null),
                recipe.map(r -> r.target().nanometres()).orElse(null),
                recipe.map(r -> r.tolerance().nanometres()).orElse(null),
                slots);
    }

    private static double[][] rounded(double[][] values) {
        double[][] rounded = new double[values.length][];
        for (int row = 0; row < values.length; row++) {
            rounded[row] = new double[values[row].length];
            for (int column = 0; column < values[row].length; column++) {
                rounded[row][column] = Math.round(values[row][column] * 1e6) / 1e6;
            }
        }
        return rounded;
    }

    private static List<String> tolerated(double[][] relative, Thickness film, MasterRecipe recipe) {
        List<String> rows = new ArrayList<>();
        for (double[] row : relative) {
            StringBuilder text = new StringBuilder();
            for (double value : row) {
                double off = value * film.metre() - recipe.target().metre();
                text.append(Math.abs(off) <= recipe.tolerance().metre() ? '1' : '0');
            }
            rows.add(text.toString());
        }
        return rows;
    }

    private static HolderPage.Slot slot(
            Holder.Slot drawn, HolderFilm.Slot slot, Optional<Thickness> film, Optional<MasterRecipe> recipe) {
        Double nm = film.map(Thickness::nanometres).orElse(null);
        Double min = nm == null ? null : nm * slot.least();
        Double max = nm == null ? null : nm * slot.most();
        return new HolderPage.Slot(
                drawn.number(),
                drawn.planet() == 0 ? null : drawn.planet(),
                drawn.witness(),
                drawn.x().millimetres(),
                drawn.y().millimetres(),
                Math.toDegrees(drawn.tiltRad()),
                drawn.aperture().millimetres(),
                drawn.usable().millimetres(),
                drawn.mask(),
                drawn.clips(),
                slot.mean(),
                slot.least(),
                slot.most(),
                nm == null ? null : nm * slot.mean(),
                min,
                max,
                recipe.map(r -> slot.zoneWithin(film.orElseThrow(), r.target(), r.tolerance())
                                .millimetres())
                        .orElse(null),
                recipe.map(r -> min >= r.releaseLow().nanometres()
                                && max <= r.releaseHigh().nanometres())
                        .orElse(null));
    }
}
