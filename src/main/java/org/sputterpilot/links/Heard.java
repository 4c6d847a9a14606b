package org.sputterpilot.links;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.TagId;

/**
 * What a link has told so far. Two paths (a subscription and a poll) and every reconnection bring the same news again;
 * this lets each piece of news through once and turns its repetitions into evidence. Safe to call from any thread.
 */
public final class Heard {
    /**
     * Two paths overtake each other by no more than this, by the server's clock. A reading that is older by more is a
     * clock that was set back, and must get through.
     */
    private static final Duration OVERTAKING = Duration.ofSeconds(2);

    private final ReadingSink sink;
    private final Map<TagId, Reading> last = new HashMap<>();

    public Heard(ReadingSink sink) {
        this.sink = sink;
    }

    /**
     * Several readings of one answer, in the order of the answer.
     *
     * @param alive whether a repetition is evidence; a server whose own clock stands still repeats what it once knew
     * @return whether anything was new
     */
    public synchronized boolean tell(Collection<Reading> readings, boolean alive) {
        List<TagId> unchanged = new ArrayList<>();
        boolean news = false;
        for (Reading reading : readings) {
            Reading known = last.get(reading.tag());
            if (known != null && same(known, reading)) {
                unchanged.add(reading.tag());
            } else if (known == null || !overtaken(known, reading)) {
                last.put(reading.tag(), reading);
                sink.post(reading);
                news = true;
            }
        }
        if (alive && !unchanged.isEmpty()) {
            sink.evidence(unchanged);
        }
        return news;
    }

    /** One reading the field sent by itself. */
    public void tell(Reading reading) {
        tell(List.of(reading), true);
    }

    /** Tags that are as they were last told; those never told of are left out. */
    public synchronized void stillSo(Collection<TagId> tags) {
        List<TagId> told = tags.stream().filter(last::containsKey).toList();
        if (!told.isEmpty()) {
            sink.evidence(told);
        }
    }

    private static boolean same(Reading known, Reading now) {
        boolean sameWord = Double.compare(known.value(), now.value()) == 0 && known.quality() == now.quality();
        boolean nothingKnown = Double.isNaN(now.value()) && now.quality() == Quality.BAD;
        return sameWord && (nothingKnown || known.sourceTime().equals(now.sourceTime()));
    }

    /**
     * Whether the other path was quicker with something newer. A server stamps a poll's answer when it sends it, so a
     * change from just before may carry the older server time; measured later, it is the news all the same.
     */
    private static boolean overtaken(Reading known, Reading now) {
        return now.serverTime().isBefore(known.serverTime())
                && !now.sourceTime().isAfter(known.sourceTime())
                && Duration.between(now.serverTime(), known.serverTime()).compareTo(OVERTAKING) <= 0;
    }
}
