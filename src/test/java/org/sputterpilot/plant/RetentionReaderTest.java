package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

class RetentionReaderTest {
    @TempDir
    Path plant;

    private final Faults faults = new Faults();
    private final TagTable tags = TagReader.read(Path.of("."), new Faults());

    private Retention.Rule rule(Retention retention, String tag) {
        return retention.rule(tags.slot(TagId.of(tag)));
    }

    private List<String> faultsOf(String text) throws IOException {
        Path file = plant.resolve("historian/retention.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        RetentionReader.read(plant, tags, faults);
        return faults.sorted().stream().map(Fault::toString).toList();
    }

    @Test
    void theShippedFileHasARuleForEveryTag() {
        Retention retention = RetentionReader.read(Path.of("."), tags, faults);
        assertThat(faults.sorted()).isEmpty();
        assertThat(retention.rules()).hasSize(tags.size());
        assertThat(retention.raw()).isGreaterThan(Duration.ofDays(365));
        assertThat(rule(retention, "film.thickness").deadBand()).isEqualTo(5e-12, within(1e-20));
        assertThat(rule(retention, "substrate.foil_temperature").deadBand()).isEqualTo(0.05, within(1e-9));
        assertThat(rule(retention, "shutter.is_open").longest()).isEqualTo(Duration.ofMinutes(10));
    }

    /** A dead-band that swallows a base pressure hides a leak. */
    @Test
    void theShippedDeadBandsKeepSmallPressuresApart() {
        Retention.Rule wide = rule(RetentionReader.read(Path.of("."), tags, faults), "chamber.pressure_wide");
        assertThat(wide.differs(3e-6, Quality.GOOD, 4e-6, Quality.GOOD)).isTrue();
        assertThat(wide.differs(1e5, Quality.GOOD, 1.001e5, Quality.GOOD)).isFalse();
    }

    @Test
    void everyMistakeIsNamedWithItsLine() throws IOException {
        assertThat(faultsOf("""
                        chamber.presure: { dead_band: 0.1 Pa, longest: 1 min, long_term: 10 s }
                        chamber.pressure: { dead_band: 0.1 sccm, longest: 1 min, long_term: 10 s }
                        door.is_closed: { dead_band: 1, longest: 0 s, long_term: 10 s, often: 3 }
                        cathode.power: { longest: 1 min, long_term: 10 s }
                        samples: { keep: 0 d, longer: 1 d }
                        """))
                .anySatisfy(f ->
                        assertThat(f).startsWith("historian/retention.yaml:1:").contains("presure"))
                .anySatisfy(f ->
                        assertThat(f).startsWith("historian/retention.yaml:2:").contains("sccm"))
                .anySatisfy(f ->
                        assertThat(f).startsWith("historian/retention.yaml:3:").contains("dead-band on a state"))
                .anySatisfy(f ->
                        assertThat(f).startsWith("historian/retention.yaml:3:").contains("more than 0 s"))
                .anySatisfy(f ->
                        assertThat(f).startsWith("historian/retention.yaml:3:").contains("often"))
                .anySatisfy(f ->
                        assertThat(f).startsWith("historian/retention.yaml:4:").contains("dead_band"))
                .anySatisfy(f ->
                        assertThat(f).startsWith("historian/retention.yaml:5:").contains("'keep'", "more than 0 s"))
                .anySatisfy(f ->
                        assertThat(f).startsWith("historian/retention.yaml:5:").contains("longer"))
                .anySatisfy(f -> assertThat(f).contains("no line for").contains("cooling.flow"));
    }

    @Test
    void whatDiffersIsDecidedByTheWiderOfBothBands() {
        Retention.Rule rule = new Retention.Rule(1, 0.1, Duration.ofMinutes(1), Duration.ofSeconds(1));
        assertThat(rule.differs(100, Quality.GOOD, 109, Quality.GOOD)).isFalse();
        assertThat(rule.differs(100, Quality.GOOD, 111, Quality.GOOD)).isTrue();
        assertThat(rule.differs(1, Quality.GOOD, 1.9, Quality.GOOD)).isFalse();
        assertThat(rule.differs(1, Quality.GOOD, 2.1, Quality.GOOD)).isTrue();
        assertThat(rule.differs(1, Quality.GOOD, 1, Quality.BAD)).isTrue();
        assertThat(rule.differs(1, Quality.GOOD, Double.NaN, Quality.GOOD)).isTrue();
        assertThat(rule.differs(Double.NaN, Quality.BAD, Double.NaN, Quality.BAD))
                .isFalse();
        assertThat(rule.differs(1, Quality.GOOD, Double.POSITIVE_INFINITY, Quality.GOOD))
                .isTrue();
        assertThat(rule.differs(Double.POSITIVE_INFINITY, Quality.GOOD, 1, Quality.GOOD))
                .isTrue();
    }
}
