package org.sputterpilot.preflight;

import java.util.Map;
import java.util.Optional;
import org.sputterpilot.interlocks.Spans;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * A stretch of a recipe in which every reading stays inside its span: a step of a phase, a ramp, a valve on its way.
 *
 * @param phase of the recipe
 * @param title what goes on
 * @param shortest seconds it lasts at least
 * @param longest seconds it lasts at most; 0 when it shares the time of the scene before it
 * @param spans what each reading can be; a reading that is missing can be anything
 * @param tethers readings that follow another one meanwhile
 * @param because the numbers of the recipe that make a span what it is, as paths into its file
 * @param tags of the unit
 */
public record Scene(
        PhaseName phase,
        String title,
        double shortest,
        double longest,
        Map<TagId, Spans.Span> spans,
        Map<TagId, HealthyPlant.Following> tethers,
        Map<TagId, String> because,
        TagTable tags)
        implements Spans {
    public Scene {
        spans = Map.copyOf(spans);
        tethers = Map.copyOf(tethers);
        because = Map.copyOf(because);
    }

    @Override
    public Optional<Span> span(int slot) {
        return Optional.ofNullable(spans.get(tags.at(slot).id()));
    }

    @Override
    public Optional<Tether> tether(int slot, int reference) {
        return Optional.ofNullable(tethers.get(tags.at(slot).id()))
                .filter(following -> following.to().equals(tags.at(reference).id()))
                .map(HealthyPlant.Following::tether);
    }
}
