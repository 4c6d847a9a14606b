package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Dimension;

class TagReaderTest {
    @TempDir
    Path plant;

    @Test
    void theShippedTagsAreReadWithoutAFault() {
        Faults faults = new Faults();
        TagTable tags = TagReader.read(Path.of("."), faults);

        assertThat(faults.sorted()).isEmpty();
        assertThat(tags.size()).isGreaterThanOrEqualTo(80);
        assertThat(tags.get(TagId.of("chamber.pressure")).dimension()).isEqualTo(Dimension.PRESSURE);
        assertThat(tags.all()).allSatisfy(tag -> {
            assertThat(tag.why()).as("%s says why it exists", tag.id()).isNotBlank();
            assertThat(tag.title()).as("%s has a title", tag.id()).isNotBlank();
        });
    }

    @Test
    void everyMistakeOfEveryFileIsReportedInOneGo() throws IOException {
        write("a.yaml", """
                chamber.pressure: { at: "plc1/x", title: T, unit: Pascal, range: 0..1 Pa, stale: 2 s, why: w }
                Shutter: { at: "plc1/x", title: T, states: [NO, YES], stale: 2 s, why: w }
                gas.flow: { at: "plc1/x", title: T, unit: sccm, range: 5..1 sccm, stale: 2, why: w, colour: red }
                """);
        write("b.yaml", """
                chamber.pressure:
                  { at: "plc1", title: T, unit: Pa, range: 0..1 Pa, stale: 2 s, why: w }
                valve.open: { at: "plc1/v", title: T, states: [CLOSED, OPEN], stale: 2 s, command: true, confirms: valve.is_open, failsafe: SHUT, why: w }
                """);

        assertThat(faults())
                .containsExactly(
                        "equipment/tags/a.yaml:1:51: 'Pascal': a known unit such as 'Pa', 'sccm', 'L/min'",
                        "equipment/tags/a.yaml:2:10: 'Shutter': a tag id such as 'chamber.pressure'",
                        "equipment/tags/a.yaml:3:56: '5..1 sccm': a range in the tag's unit, such as '0..10 sccm', low below high",
                        "equipment/tags/a.yaml:3:74: '2': a time such as '1 s' ('2' has no unit; write it out, such as '0.50 Pa')",
                        "equipment/tags/a.yaml:3:93: unknown key 'colour': one of [at, command, deadband, derived, queue, range, sampling, stale, states, title, unit, why]",
                        "equipment/tags/b.yaml:2:3: tag 'chamber.pressure' a second time: each tag once",
                        "equipment/tags/b.yaml:3:100: 'valve.is_open': a tag that exists",
                        "equipment/tags/b.yaml:3:125: 'SHUT': one of [CLOSED, OPEN]");
    }

    @Test
    void whatIsNoYamlSaysWhere() throws IOException {
        write("a.yaml", "chamber.pressure: { at: \"plc1/x\"\nnext: 1\n");

        assertThat(faults()).singleElement().asString().startsWith("equipment/tags/a.yaml:2:");
    }

    @Test
    void hostileYamlIsRefusedAndNothingIsHalfLoaded() throws IOException {
        write("bomb.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc.d: [*b,*b,*b]\n");
        write("deep.yaml", "[".repeat(100_000));

        assertThat(faults()).isNotEmpty();
    }

    @Test
    void aMissingFolderIsAFaultAndNotAnException() {
        assertThat(faults()).anySatisfy(f -> assertThat(f).contains("equipment/tags"));
    }

    private void write(String file, String text) throws IOException {
        Path folder = Files.createDirectories(plant.resolve("equipment/tags"));
        Files.writeString(folder.resolve(file), text);
    }

    private List<String> faults() {
        Faults faults = new Faults();
        TagReader.read(plant, faults);
        return faults.sorted().stream().map(Fault::toString).toList();
    }
}
