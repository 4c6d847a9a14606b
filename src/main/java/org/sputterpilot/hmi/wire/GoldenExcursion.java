package org.sputterpilot.hmi.wire;

import java.time.Instant;
import org.sputterpilot.golden.Excursion;
import org.sputterpilot.signals.Tag;

/**
 * A tag left the band of the golden run and stayed outside; values in the unit it is shown in.
 *
 * @param at when it left
 * @param sinceS the same in seconds since the phase began
 * @param sigmas at its worst; negative below the band
 * @param value at its worst
 * @param low edges of the band there
 * @param over whether it is back, or the phase has ended
 */
public record GoldenExcursion(
        int number,
        String tag,
        String title,
        String phase,
        Instant at,
        double sinceS,
        double sigmas,
        String unit,
        double value,
        double low,
        double high,
        double lastedS,
        boolean over) {
    /** An excursion in the words of the wire. */
    public static GoldenExcursion of(Excursion excursion, Tag tag) {
        return new GoldenExcursion(
                excursion.number(),
                tag.id().name(),
                tag.title(),
                excursion.phase().text(),
                excursion.at(),
                excursion.since().toNanos() / 1e9,
                excursion.sigmas(),
                tag.unit().symbol(),
                tag.unit().fromBase(excursion.value()),
                tag.unit().fromBase(excursion.low()),
                tag.unit().fromBase(excursion.high()),
                excursion.lasted().toNanos() / 1e9,
                excursion.over());
    }
}
