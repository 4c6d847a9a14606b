package org.sputterpilot.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/** A look at some tags straight through their links, for a terminal without a running controller. It writes nothing. */
final class FieldLook implements ReadingSink {
    private static final int FIRST_LOOKS = 50;
    private static final long LOOK_MS = 100;

    private final Plant plant;
    private final Path data;
    private final TagTable tags;
    private final PrintStream out;
    private final Map<TagId, Reading> heard = new ConcurrentHashMap<>();

    private FieldLook(Plant plant, Path data, TagTable tags, PrintStream out) {
        this.plant = plant;
        this.data = data;
        this.tags = tags;
        this.out = out;
    }

    /** @throws IllegalArgumentException for a tag the plant does not have, or that no link carries */
    static FieldLook at(Plant plant, Path data, List<String> wanted, PrintStream out) {
        TagTable tags = LinkCommand.only(plant.tags(), wanted);
        tags.all().stream()
                .filter(tag -> tag.kind() == Tag.Kind.DERIVED)
                .findFirst()
                .ifPresent(tag -> {
                    throw new IllegalArgumentException(
                            tag.id() + " is computed by the running controller: ask its server");
                });
        return new FieldLook(plant, data, tags, out);
    }

    /** Prints every tag this often; @return 0 when every tag was heard of. */
    int follow(int times, long pauseMs) throws InterruptedException {
        var carried = tags.all().stream().map(Tag::link).collect(Collectors.toSet());
        var specs = plant.links().stream()
                .filter(spec -> carried.contains(spec.id()))
                .toList();
        try (FieldLinks links = new FieldLinks(tags, specs, data, Clock.systemUTC())) {
            links.open(this, tag -> false, tag -> false);
            for (int look = 0; look < FIRST_LOOKS && heard.size() < tags.size(); look++) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
            for (int turn = 0; turn < times; turn++) {
                if (turn > 0) {
                    TimeUnit.MILLISECONDS.sleep(pauseMs);
                }
                tags.all().forEach(this::print);
            }
            links.lost().forEach((link, why) -> out.println("link " + link + " at " + why));
        }
        return heard.size() == tags.size() ? 0 : 1;
    }

    private void print(Tag tag) {
        Reading now = heard.get(tag.id());
        out.println(
                now == null
                        ? "-  " + tag.id() + "  not heard of"
                        : now.serverTime() + "  " + tag.id() + "  " + tag.text(now.value()) + "  " + now.quality());
    }

    @Override
    public void post(Reading reading) {
        heard.put(reading.tag(), reading);
    }

    @Override
    public void evidence(Collection<TagId> unchanged) {
        // what was heard stands
    }

    @Override
    public void writeFailed(TagId tag, String why) {
        throw new IllegalStateException("a look does not write");
    }
}
