package org.sputterpilot.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.sputterpilot.equipment.Holder;
import org.sputterpilot.film.Budget;
import org.sputterpilot.film.FilmAccount;
import org.sputterpilot.film.HolderFilm;
import org.sputterpilot.film.HolderShape;
import org.sputterpilot.film.Sensitivities;
import org.sputterpilot.historian.FilmReport;
import org.sputterpilot.historian.FilmReports;
import org.sputterpilot.plant.HolderReader;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.units.Length;
import org.sputterpilot.units.Thickness;

/** A unit's films beyond their number: budgets and maps of holders, worked out when asked and remembered. */
public final class FilmBook implements FilmReports {
    private static final Logger LOG = Logger.getLogger(FilmBook.class);
    private static final int MOST_MAPS = 32;

    private final Plant plant;
    private final Map<Map.Entry<String, Length>, HolderFilm> maps = new HashMap<>();
    private Sensitivities around;

    /** A book of the plant whose files it is given. */
    public FilmBook(Plant plant) {
        this.plant = plant;
    }

    Optional<Holder> holder(String id) {
        return plant.holders().stream()
                .map(HolderReader.HolderFile::holder)
                .filter(h -> h.id().equals(id))
                .findFirst();
    }

    /** The film over a holder at a throw; the map itself answers one thread at a time. */
    synchronized HolderFilm map(Holder holder, Length throwDistance) {
        if (maps.size() >= MOST_MAPS) {
            maps.clear();
        }
        return maps.computeIfAbsent(Map.entry(holder.id(), throwDistance), key -> {
            HolderShape drawn = HolderReader.shape(holder);
            return new HolderFilm(
                    plant.tool(),
                    new HolderShape(
                            drawn.id(), drawn.revision(), drawn.carriage().at(throwDistance.metre()), drawn.slots()));
        });
    }

    /** A film nobody can account for must not cost the run its record. */
    @Override
    public synchronized Optional<FilmReport> of(FilmAccount film, ControlRecipe recipe) {
        try {
            return film.hasFilm() ? Optional.of(report(film, recipe)) : Optional.empty();
        } catch (RuntimeException e) {
            LOG.error("The film of run " + recipe.runId() + " could not be accounted for", e);
            return Optional.empty();
        }
    }

    private FilmReport report(FilmAccount film, ControlRecipe recipe) {
        if (around == null || !around.point().equals(film.point())) {
            around = Sensitivities.of(plant.tool(), film.point(), plant.budget());
        }
        Optional<HolderFilm> map = holder(recipe.load().holder()).map(h -> map(h, h.throwDistance()));
        double spread =
                map.map(m -> HolderFilm.spread(loaded(m, recipe.load()))).orElse(0.0);
        Budget budget = Budget.of(film, around, plant.budget(), spread);
        double placeNm = spread * film.thicknessNm();
        double meanSigmaNm = Math.sqrt(budget.combinedNm() * budget.combinedNm() - placeNm * placeNm);
        MasterRecipe master = recipe.master();
        return new FilmReport(
                budget,
                map.map(m -> m.films(
                                Thickness.ofNanometres(film.thicknessNm()),
                                Thickness.ofNanometres(meanSigmaNm),
                                master.target(),
                                master.tolerance(),
                                master.releaseLow(),
                                master.releaseHigh()))
                        .orElse(List.of()));
    }

    /** The slots in which something lies; all of them when nothing does. */
    static List<HolderFilm.Slot> loaded(HolderFilm map, Load load) {
        List<HolderFilm.Slot> slots = Stream.concat(
                        load.items().stream().map(Load.Item::slot),
                        load.witnesses().stream().map(Load.Witness::slot))
                .flatMap(number -> map.slot(number).stream())
                .toList();
        return slots.isEmpty() ? map.slots() : slots;
    }
}
