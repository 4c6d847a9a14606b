package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.app.FreePlant.START;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.app.FreePlant;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.time.Tick;

/** The past of a plant whose wire was cut for a while: what was not heard is a gap, and nothing is drawn over it. */
class LinkGapTest {
    private static final Plant SHIPPED = VirtualPlant.SHIPPED;
    private static final Instant LATER = START.plusSeconds(3600);

    @TempDir
    Path data;

    @Test
    void aCutWireIsAGapInItsTagsWithTheReasonOfTheLink() {
        try (StoreAndForward journal = StoreAndForward.open(
                StoreAndForward.Settings.of(data.resolve("journal"), "PVD-01"),
                SHIPPED.tags(),
                SHIPPED.retention(),
                RunRecorder.of("PVD-01", SHIPPED.hash()),
                FreshH2.in(data.resolve("historian")))) {
            FreePlant plant = new FreePlant(
                    SHIPPED,
                    FilmModel.commissioned(SHIPPED.tool()),
                    VirtualChamber.commissioned(SHIPPED.tags(), 7),
                    journal);
            Tick last = turn(plant, Tick.first(START), Duration.ofSeconds(5));
            Instant lastHeard = last.at().minus(FreePlant.STEP);
            plant.link("psu").cut();
            Tick joined = turn(plant, last, Duration.ofSeconds(30));
            Instant back = joined.at();
            plant.link("psu").join();
            turn(plant, joined, Duration.ofSeconds(5));
            journal.pump();

            TagId voltage = TagId.of("cathode.voltage");
            Series series = journal.queries().history(voltage, START, LATER, 0);
            assertThat(series.gaps()).hasSize(1).first().satisfies(gap -> {
                assertThat(gap.tag()).hasValue(voltage);
                assertThat(gap.reason()).isEqualTo("link psu lost: the wire is cut");
                assertThat(gap.from()).isEqualTo(lastHeard);
                assertThat(gap.to()).isEqualTo(back);
            });
            assertThat(series.points()).as("known anew when it is back").anyMatch(p -> p.at().equals(back));
            List<Gap> elsewhere = journal.queries()
                    .history(TagId.of("chamber.pressure"), START, LATER, 0)
                    .gaps();
            assertThat(elsewhere).as("the other wire was never cut").isEmpty();
        }
    }

    /** Turns until a time has passed; answers the tick that comes next. */
    private static Tick turn(FreePlant plant, Tick from, Duration time) {
        Tick tick = from;
        while (tick.elapsed().minus(from.elapsed()).compareTo(time) < 0) {
            plant.turn(tick);
            tick = tick.next(FreePlant.STEP);
        }
        return tick;
    }
}
