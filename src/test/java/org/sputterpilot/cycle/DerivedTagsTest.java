package org.sputterpilot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.FilmObserver;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;

class DerivedTagsTest {
    private static final TagTable TAGS = TagReader.read(Path.of("."), new Faults());
    private static final TagId PLASMA = TagId.of("cathode.plasma");
    private static final TagId PSU_ALIVE = TagId.of("link.psu.alive");
    private static final TagId VOLTAGE = TagId.of("cathode.voltage");

    private final FilmObserver film = new FilmObserver(TAGS, FilmModel.commissioned(ToolParameters.reference()), 0);
    private final Tick tick = Tick.first(Instant.EPOCH).next(Duration.ofMillis(100));

    /** HAZ-08: a defect in what is derived makes it unknown, and so dangerous; the turn goes on and says so. */
    @Test
    void aDefectLeavesWhatItWouldHaveDerivedUnknown() {
        TagTable lacking = new TagTable(
                TAGS.all().stream().filter(tag -> !tag.id().equals(PLASMA)).toList());
        DerivedTags derived = new DerivedTags(lacking, film);

        ProcessImage image = derived.complete(new ProcessImage.Builder(TAGS).freeze(), tick);

        assertThat(derived.fault()).isPresent();
        assertThat(image.is(PLASMA)).isEqualTo(Truth.UNKNOWN);
        assertThat(TAGS.all().stream()
                        .filter(tag -> tag.kind() == Tag.Kind.DERIVED)
                        .map(tag -> image.number(tag.id()))
                        .filter(value -> !value.isNaN()))
                .as("only the film part, which did not fail, may have answers")
                .hasSizeLessThan(20);
    }

    @Test
    void aWholeTableDerivesWithoutFault() {
        DerivedTags derived = new DerivedTags(TAGS, film);
        derived.complete(new ProcessImage.Builder(TAGS).freeze(), tick);
        assertThat(derived.fault()).isEmpty();
    }

    /** HAZ-08: at a start the wires take their time: not known is dangerous, but nothing was lost. */
    @Test
    void aWireNobodyHasHeardYetIsNotKnownToBeLost() {
        DerivedTags derived = new DerivedTags(TAGS, film);
        ProcessImage silent = derived.complete(new ProcessImage.Builder(TAGS).freeze(), tick);
        assertThat(silent.is(PSU_ALIVE)).isEqualTo(Truth.UNKNOWN);

        assertThat(derived.complete(heard(Quality.GOOD, 1_000_000_000L), tick).is(PSU_ALIVE))
                .isEqualTo(Truth.TRUE);
        assertThat(derived.complete(heard(Quality.BAD, 1_000_000_001L), tick).is(PSU_ALIVE))
                .isEqualTo(Truth.FALSE);
    }

    private ProcessImage heard(Quality quality, long ageNanos) {
        return new ProcessImage.Builder(TAGS)
                .put(TAGS.slot(VOLTAGE), 0, quality, tick.at(), tick.at(), ageNanos)
                .freeze();
    }
}
