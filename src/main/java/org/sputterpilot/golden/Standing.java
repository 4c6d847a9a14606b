package org.sputterpilot.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.CanonicalJson;
import org.sputterpilot.historian.Event;

/**
 * How the run that is on, or was last, stands to the golden run.
 *
 * @param run its id; empty when there is none
 * @param against what it is compared with; empty before that is known
 * @param excursions oldest first
 * @param score once it is complete
 */
public record Standing(String run, Optional<Envelope> against, List<Excursion> excursions, Optional<Score> score) {
    /** There is no run. */
    public static final Standing NONE = new Standing("", Optional.empty(), List.of(), Optional.empty());

    public Standing {
        excursions = List.copyOf(excursions);
    }

    /** Whether there is anything to be said when the run has ended. */
    public boolean isWorthKeeping() {
        return against.isPresent();
    }

    /** The event with which a run's comparison ends: what it was compared with, and what came of it. */
    public Event event() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("words", words());
        json.put("envelope", against.map(Envelope::id).orElse(""));
        json.put("runs", against.map(Envelope::runs).orElse(List.of()));
        json.put("excursions", excursions.size());
        json.put("score", score.map(Score::json));
        String text = score.map(Score::text).orElseGet(this::words);
        return new Event(Event.GOLDEN, run, text, "", CanonicalJson.of(json));
    }

    /** What it is compared with, in words. */
    public String words() {
        return against.map(Envelope::words).orElse("not compared: no good run of this recipe and target is known");
    }
}
