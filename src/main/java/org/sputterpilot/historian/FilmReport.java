package org.sputterpilot.historian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sputterpilot.film.Budget;
import org.sputterpilot.film.SlotFilm;
import org.sputterpilot.recipes.Load;

/**
 * What became of a run's film: its uncertainty budget, and the film on every slot of the holder.
 *
 * @param slots in the order of the holder's drawing, empty ones too
 */
public record FilmReport(Budget budget, List<SlotFilm> slots) {
    public FilmReport {
        slots = List.copyOf(slots);
    }

    /** One line for the log. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "Film %.1f nm, expanded uncertainty %.2f nm (95 %%, k = %.2f)",
                budget.thicknessNm(),
                budget.u95Nm(),
                budget.coverageFactor());
    }

    /** The budget as it is served and kept. */
    public Map<String, Object> budgetJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("thicknessNm", RunRecord.shown(budget.thicknessNm()));
        json.put("leakedNm", RunRecord.shown(budget.leakedNm()));
        json.put("crystalWeight", RunRecord.shown(budget.crystalWeight()));
        json.put("estimateSigmaNm", RunRecord.shown(budget.estimateSigmaNm()));
        json.put("combinedNm", RunRecord.shown(budget.combinedNm()));
        json.put("degreesOfFreedom", RunRecord.shown(budget.degreesOfFreedom()));
        json.put("coverageFactor", RunRecord.shown(budget.coverageFactor()));
        json.put("u95Nm", RunRecord.shown(budget.u95Nm()));
        List<Object> lines = new ArrayList<>();
        for (Budget.Line line : budget.lines()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", line.source().name());
            one.put("value", RunRecord.shown(line.value()));
            one.put("u", RunRecord.shown(line.u()));
            one.put("unit", line.unit().symbol());
            one.put("distribution", line.distribution().name());
            one.put("mark", line.mark());
            one.put("source", line.from());
            one.put("sensitivityNm", RunRecord.shown(line.sensitivityNm()));
            one.put("contributionNm", RunRecord.shown(line.contributionNm()));
            one.put("share", RunRecord.shown(line.share()));
            one.put("inEstimate", line.source().isInEstimate());
            lines.add(one);
        }
        json.put("lines", lines);
        return json;
    }

    /** The slots as they are served and kept, with what lay in each. */
    public List<Object> slotsJson(Load load) {
        List<Object> json = new ArrayList<>();
        for (SlotFilm film : slots) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("slot", film.slot());
            load.items().stream()
                    .filter(i -> i.slot() == film.slot())
                    .findFirst()
                    .ifPresent(item -> {
                        one.put("item", item.id());
                        one.put("side", item.side().name());
                    });
            load.witnesses().stream()
                    .filter(w -> w.slot() == film.slot())
                    .findFirst()
                    .ifPresent(witness -> one.put("witness", witness.id()));
            one.put("thicknessNm", RunRecord.shown(film.thicknessNm()));
            one.put("sigmaNm", RunRecord.shown(film.sigmaNm()));
            one.put("minNm", RunRecord.shown(film.minNm()));
            one.put("maxNm", RunRecord.shown(film.maxNm()));
            one.put("usableMm", RunRecord.shown(film.usableMm()));
            one.put("usableZoneMm", RunRecord.shown(film.zoneMm()));
            one.put("releaseLowNm", RunRecord.shown(film.releaseLowNm()));
            one.put("releaseHighNm", RunRecord.shown(film.releaseHighNm()));
            one.put("inRelease", film.inRelease());
            json.add(one);
        }
        return json;
    }
}
