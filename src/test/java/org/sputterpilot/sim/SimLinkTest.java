package org.sputterpilot.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.links.Write;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;

class SimLinkTest {
    private final VirtualChamber chamber = VirtualChamber.commissioned(Bench.TAGS, 1);
    private final SimLink link = new SimLink(chamber);
    private final Sink sink = new Sink();
    private Tick tick = Tick.first(Instant.parse("2026-01-01T00:00:00Z"));

    private static final class Sink implements ReadingSink {
        final List<Reading> posted = new ArrayList<>();
        final Set<TagId> evidence = new HashSet<>();
        final List<TagId> failed = new ArrayList<>();

        @Override
        public void post(Reading reading) {
            posted.add(reading);
        }

        @Override
        public void evidence(Collection<TagId> tags) {
            evidence.addAll(tags);
        }

        @Override
        public void writeFailed(TagId tag, String why) {
            failed.add(tag);
        }

        void clear() {
            posted.clear();
            evidence.clear();
            failed.clear();
        }
    }

    private void open() {
        link.open(
                Bench.TAGS.all().stream()
                        .filter(t -> t.kind() != Tag.Kind.DERIVED)
                        .map(Binding::of)
                        .toList(),
                sink);
    }

    private void turn() {
        tick = tick.next(Duration.ofMillis(100));
        sink.clear();
        link.advance(tick);
    }

    @Test
    void saysEverythingOnceAndThenWhatChanged() {
        open();
        turn();
        assertThat(sink.posted).hasSize(Point.values().length);
        assertThat(sink.posted).allMatch(r -> r.sourceTime().equals(tick.at()));
        turn();
        assertThat(sink.posted).isNotEmpty().hasSizeLessThan(40);
        assertThat(sink.posted.size() + sink.evidence.size()).isEqualTo(Point.values().length);
    }

    @Test
    void carriesWritesAndReportsWhatTheFieldRefuses() {
        open();
        link.write(List.of(
                new Write(TagId.of("chamber.throttle.position_set"), 0.4), new Write(TagId.of("chamber.pressure"), 1)));
        assertThat(sink.failed).containsExactly(TagId.of("chamber.pressure"));
        turn();
        assertThat(chamber.value(TagId.of("chamber.throttle.position_set"))).isEqualTo(0.4);
    }

    @Test
    void cutWireIsSilentAndAJoinedOneSaysEverythingAnew() {
        open();
        turn();
        link.cut();
        turn();
        assertThat(sink.posted).isEmpty();
        assertThat(sink.evidence).isEmpty();
        assertThat(link.health().state()).isEqualTo(LinkHealth.State.LOST);
        link.write(List.of(new Write(TagId.of("shutter.open"), 1)));
        assertThat(sink.failed).containsExactly(TagId.of("shutter.open"));
        turn();
        assertThat(link.health().lastGoodAge()).isEqualTo(Duration.ofMillis(200));
        link.join();
        turn();
        assertThat(sink.posted).hasSize(Point.values().length);
        assertThat(link.health().state()).isEqualTo(LinkHealth.State.UP);
        assertThat(link.health().reconnects()).isEqualTo(1);
    }

    @Test
    void refusesWritesBeforeOpenAndAfterClose() {
        assertThatThrownBy(() -> link.write(List.of())).isInstanceOf(IllegalStateException.class);
        open();
        link.close();
        link.close();
        assertThatThrownBy(() -> link.write(List.of())).isInstanceOf(IllegalStateException.class);
        assertThat(link.health().state()).isEqualTo(LinkHealth.State.CLOSED);
    }

    @Test
    void freePaceTurnsUntilToldToStop() {
        List<Long> seen = new ArrayList<>();
        new FreePace(Duration.ofMillis(100)).run(tick, t -> {
            seen.add(t.elapsed().toMillis());
            return t.number() < 3;
        });
        assertThat(seen).containsExactly(0L, 100L, 200L, 300L);
    }
}
