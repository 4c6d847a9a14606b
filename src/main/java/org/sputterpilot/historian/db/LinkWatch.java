package org.sputterpilot.historian.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * Follows the links from turn to turn. When one is back, every tag behind it has a gap from the moment at which the
 * link was last heard, with the reason the link gave: a value that was not heard must not seem to have held.
 */
final class LinkWatch {
    private final List<Link> links = new ArrayList<>();

    private static final class Link {
        private final String id;
        private final int alive;
        private final int[] slots;
        private boolean heard;
        private boolean lost;
        private Instant since;
        private String why = "";

        private Link(String id, int alive, int[] slots) {
            this.id = id;
            this.alive = alive;
            this.slots = slots;
        }

        private String reason() {
            String what = "link " + id + (heard ? " lost" : " not heard yet");
            return why.isEmpty() ? what : what + ": " + why;
        }
    }

    LinkWatch(TagTable tags) {
        tags.all().stream()
                .map(tag -> tag.link())
                .filter(link -> !link.isEmpty())
                .distinct()
                .forEach(link -> {
                    TagId alive = TagId.of("link." + link + ".alive");
                    if (tags.has(alive)) {
                        int[] slots = IntStream.range(0, tags.size())
                                .filter(slot -> tags.at(slot).link().equals(link))
                                .toArray();
                        links.add(new Link(link, tags.slot(alive), slots));
                    }
                });
    }

    /** Takes a turn; answers the gaps of links that are back in it, one for each tag. */
    List<Gap> see(CycleRecord turn) {
        List<Gap> gaps = new ArrayList<>(0);
        ProcessImage image = turn.image();
        for (Link link : links) {
            double alive = image.number(link.alive);
            if (alive == 0 || Double.isNaN(alive) && !link.heard) { // nobody has heard it since the start
                begin(link, turn);
            } else if (alive == 1) {
                if (link.lost) {
                    for (int slot : link.slots) {
                        TagId tag = image.tags().at(slot).id();
                        gaps.add(new Gap(
                                Optional.of(tag), link.since, turn.tick().at(), link.reason(), 0));
                    }
                }
                link.lost = false;
                link.heard = true;
                link.why = "";
            }
        }
        return gaps;
    }

    private static void begin(Link link, CycleRecord turn) {
        link.why = turn.lostLinks().getOrDefault(link.id, link.why);
        if (!link.lost) {
            link.lost = true;
            long youngest = IntStream.of(link.slots)
                    .mapToLong(turn.image()::ageNanos)
                    .min()
                    .orElse(0);
            link.since = link.heard
                    ? turn.tick().at().minusNanos(youngest)
                    : turn.tick().at();
        }
    }
}
