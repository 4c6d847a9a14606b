package org.sputterpilot.golden;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.CanonicalJson;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.CanonicalJsonReader.NotCanonicalException;
import org.sputterpilot.historian.Event;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * A tag left the band of the golden run and stayed outside.
 *
 * @param number in this run, from 1
 * @param tag which
 * @param phase in which phase
 * @param at when it left the band
 * @param since the same as time since the phase began
 * @param sigmas how far it was off at its worst, in standard deviations; negative below the band
 * @param value mean of the worst step, base unit
 * @param low lower edge of the band there
 * @param high upper edge of the band there
 * @param lasted how long it has been outside
 * @param over whether it is back, or its phase has ended
 */
public record Excursion(
        int number,
        TagId tag,
        PhaseName phase,
        Instant at,
        Duration since,
        double sigmas,
        double value,
        double low,
        double high,
        Duration lasted,
        boolean over) {

    /** The event that says so: when it began, and again when it was over. */
    public Event event(Tag definition) {
        return new Event(Event.EXCURSION, tag.name(), text(definition), "", CanonicalJson.of(json(definition)));
    }

    /** All there is to know of it, values in the unit the tag is shown in. */
    public Map<String, Object> json(Tag definition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", number);
        json.put("tag", tag.name());
        json.put("phase", phase.text());
        json.put("at", at);
        json.put("sinceS", GoldenRules.seconds(since));
        json.put("sigmas", rounded(sigmas));
        json.put("unit", definition.unit().symbol());
        json.put("value", shown(definition, value));
        json.put("low", shown(definition, low));
        json.put("high", shown(definition, high));
        json.put("lastedS", GoldenRules.seconds(lasted));
        json.put("over", over);
        return json;
    }

    /** The excursion an event tells of; empty when it cannot be read, or its tag is gone. */
    public static Optional<Excursion> read(String detail, TagTable tags) {
        try {
            Map<?, ?> json = (Map<?, ?>) CanonicalJsonReader.read(detail);
            Optional<Tag> tag = tags.find(TagId.of((String) json.get("tag")));
            Optional<PhaseName> phase = PhaseName.of((String) json.get("phase"));
            return tag.isEmpty() || phase.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Excursion(
                            ((Double) json.get("number")).intValue(),
                            tag.get().id(),
                            phase.get(),
                            Instant.parse((String) json.get("at")),
                            duration(json.get("sinceS")),
                            (Double) json.get("sigmas"),
                            tag.get().unit().toBase((Double) json.get("value")),
                            tag.get().unit().toBase((Double) json.get("low")),
                            tag.get().unit().toBase((Double) json.get("high")),
                            duration(json.get("lastedS")),
                            (Boolean) json.get("over")));
        } catch (NotCanonicalException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration duration(Object seconds) {
        return Duration.ofNanos(Math.round((Double) seconds * 1e9));
    }

    private static double shown(Tag definition, double base) {
        return new BigDecimal(definition.unit().fromBase(base))
                .round(new MathContext(6))
                .doubleValue();
    }

    /** What happened, as an operator would say it. */
    private String text(Tag definition) {
        String band = definition.text(rounded(low)) + " to " + definition.text(rounded(high));
        return over
                ? String.format(
                        Locale.ROOT,
                        "%s was outside the golden run in %s for %d s: at worst %s, %+.1f sigma, band %s",
                        definition.title(),
                        phase,
                        lasted.toSeconds(),
                        definition.text(rounded(value)),
                        sigmas,
                        band)
                : String.format(
                        Locale.ROOT,
                        "%s left the golden run %d s into %s: %s, %+.1f sigma, band %s",
                        definition.title(),
                        since.toSeconds(),
                        phase,
                        definition.text(rounded(value)),
                        sigmas,
                        band);
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(4)).doubleValue();
    }
}
