package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.celltests.CellTestBook;
import org.sputterpilot.celltests.ChannelMount;
import org.sputterpilot.celltests.ChannelMount.Channel;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.Curve;
import org.sputterpilot.celltests.FileLink;
import org.sputterpilot.celltests.FileNames;
import org.sputterpilot.celltests.FileState;
import org.sputterpilot.celltests.HalfCycle;
import org.sputterpilot.celltests.Linking;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.ReadFile;
import org.sputterpilot.celltests.RecordSink;
import org.sputterpilot.celltests.Records;
import org.sputterpilot.celltests.ResultBook;
import org.sputterpilot.celltests.TestFile;
import org.sputterpilot.celltests.UnreadableFileException;
import org.sputterpilot.celltests.Warning;
import org.sputterpilot.celltests.db.CellTestStore;
import org.sputterpilot.celltests.db.LinkStore;
import org.sputterpilot.celltests.db.ResultStore;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.RefusedException;
import org.sputterpilot.genealogy.Release;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.genealogy.db.GenealogyStore;
import org.sputterpilot.genealogy.db.ReleaseStore;
import org.sputterpilot.historian.db.Database;

/** What is kept of testers' files and where they belong, whichever database it is in. */
abstract class CellTestContract {
    private static final Instant DAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final String SHA = "ab".repeat(32);
    private static final List<Column> COLUMNS = List.of(
            new Column("t", Quantity.TEST_TIME_S, 1),
            new Column("U", Quantity.VOLTAGE_V, 1),
            new Column("I", Quantity.CURRENT_A, 1),
            new Column("cycle", Quantity.CYCLE, 1),
            new Column("note", Quantity.OTHER, 1));

    private CellTestBook book;
    private Linking linking;
    private ResultBook results;
    private Genealogy genealogy;

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        Database database = emptyDatabase().migrate();
        book = new CellTestStore(database, "PVD-01");
        results = new ResultStore(database, "PVD-01");
        GenealogyStore graph = new GenealogyStore(database, "PVD-01");
        genealogy = new Genealogy(
                graph,
                new Release(
                        graph,
                        new ReleaseStore(database, "PVD-01"),
                        run -> {
                            throw new AssertionError("nothing is released here");
                        },
                        Set.of()));
        FileNames names =
                new FileNames(List.of(Pattern.compile("^(?<device>nw\\d)-(?<unit>\\d+)-(?<channel>\\d+)\\.")));
        linking = new Linking(new LinkStore(database, "PVD-01"), genealogy, names);
    }

    private static void symmetric(RecordSink sink, int records) {
        sink.table("record", COLUMNS);
        for (int i = 0; i < records; i++) {
            // 50 records this way, 50 that way, and a rest of 10 between them
            int at = i % 120;
            double amperes = at < 50 ? 1e-3 : at >= 60 && at < 110 ? -1e-3 : 0;
            sink.record(
                    new double[] {i * 10.0, Math.signum(amperes) * 0.03, amperes, 1 + i / 120, 7},
                    "",
                    "2026-03-02 08:00:00");
        }
    }

    private TestFile received(String sha256, String name) {
        TestFile file = TestFile.received(sha256, name, 123, TestFile.Source.UPLOAD, "", DAY, "operator");
        assertThat(book.receive(file)).isTrue();
        return file;
    }

    private TestFile read(String sha256, String name, Map<String, String> notes, int records) throws IOException {
        received(sha256, name);
        assertThat(book.move(sha256, FileState.Act.TAKE)).isTrue();
        return book.read(
                sha256,
                sink -> {
                    symmetric(sink, records);
                    return new ReadFile(name, sha256, "Neware csv", "p/1", notes, List.of(new Warning(3, "W", "odd")));
                },
                passed -> {});
    }

    @Test
    void whatATesterWroteComesBackBitForBit() throws IOException {
        TestFile file = read(SHA, "第2片.csv", Map.of("barcode", "CL-26-0001"), 12_000);
        assertThat(file.state()).isEqualTo(FileState.READ);
        assertThat(file.extent().records()).isEqualTo(12_000);
        assertThat(file.extent().cycles()).isEqualTo(100);
        assertThat(file.extent().halfCycles()).isEqualTo(200);
        assertThat(file.extent().maxVoltageV()).hasValue(0.03);
        assertThat(file.notes()).containsEntry("barcode", "CL-26-0001");
        assertThat(file.warnings()).contains(new Warning(3, "W", "odd"));

        Records some = book.records(SHA, 60_000, 60_100, 10_000);
        assertThat(some.column(Quantity.TEST_TIME_S))
                .startsWith(60_000)
                .endsWith(60_100)
                .hasSize(11);
        assertThat(some.column(Quantity.CURRENT_A)[0]).isEqualTo(1e-3);
        assertThat(some.has(Quantity.FREQUENCY_HZ)).isFalse();
        assertThatThrownBy(() -> book.records(SHA, 0, 1e9, 100)).isInstanceOf(CellTestBook.TooManyException.class);

        List<HalfCycle> halves = book.halfCycles(SHA);
        assertThat(halves).hasSize(200);
        assertThat(halves.get(1).direction()).isEqualTo(-1);
        assertThat(halves.get(0).chargeAh()).isCloseTo(1e-3 * 490 / 3600, within(1e-12));
        assertThat(halves.get(0).meanV()).isCloseTo(0.03, within(1e-12));
        assertThat(book.cycles(SHA)).hasSize(100);
    }

    @Test
    void aPlotOfTheWholeShowsEveryExtreme() throws IOException {
        read(SHA, "long.csv", Map.of(), 12_000);
        Curve whole = book.curve(SHA, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 50);
        assertThat(whole.exact()).isFalse();
        assertThat(whole.buckets()).hasSizeLessThanOrEqualTo(50).allSatisfy(one -> {
            assertThat(one.minV()).isEqualTo(-0.03);
            assertThat(one.maxV()).isEqualTo(0.03);
        });
        assertThat(whole.buckets().get(0).fromS()).isZero();
        assertThat(whole.buckets().get(whole.buckets().size() - 1).toS()).isEqualTo(119_990);
        Curve part = book.curve(SHA, 0, 90, 50);
        assertThat(part.exact()).isTrue();
        assertThat(part.buckets()).hasSize(10);
    }

    /** HAZ: the same weeks of a cell must not count twice. */
    @Test
    void theSameBytesAreOneFileAndAreReadOnce() throws IOException {
        read(SHA, "a.csv", Map.of(), 240);
        assertThat(book.receive(TestFile.received(SHA, "b.csv", 123, TestFile.Source.FOLDER, "", DAY, "x")))
                .isFalse();
        assertThat(book.move(SHA, FileState.Act.TAKE)).as("read already").isFalse();
        assertThat(book.files(new CellTestBook.Search(Optional.empty(), false, 10)))
                .extracting(TestFile::name)
                .containsExactly("a.csv");
        assertThat(book.unread()).isEmpty();
    }

    @Test
    void whatWasCutOffIsReadAgainAndLeavesNothingTwice() throws IOException {
        received(SHA, "cut.csv");
        assertThat(book.move(SHA, FileState.Act.TAKE)).isTrue();
        assertThatThrownBy(() -> book.read(
                        SHA,
                        sink -> {
                            symmetric(sink, 9000);
                            throw new IllegalStateException("the power went");
                        },
                        passed -> {}))
                .hasMessage("the power went");
        assertThat(book.halfCycles(SHA)).isEmpty();
        assertThat(book.move(SHA, FileState.Act.TAKE)).isTrue();
        assertThat(book.unread()).as("a crash while it is being read").containsExactly(SHA);
        assertThat(book.move(SHA, FileState.Act.TAKE)).isTrue();
        TestFile again = book.read(
                SHA,
                sink -> {
                    symmetric(sink, 9000);
                    return new ReadFile("cut.csv", SHA, "f", "p/1", Map.of(), List.of());
                },
                passed -> {});
        assertThat(again.extent().records()).isEqualTo(9000);
        assertThat(book.halfCycles(SHA)).hasSize(150);
    }

    @Test
    void anUnreadableFileSaysWhyAndStays() throws IOException {
        received(SHA, "broken.csv");
        assertThat(book.move(SHA, FileState.Act.TAKE)).isTrue();
        TestFile broken = book.read(
                SHA,
                sink -> {
                    symmetric(sink, 5000);
                    throw new UnreadableFileException("broken.csv", 17, "column", "no current");
                },
                passed -> {});
        assertThat(broken.state()).isEqualTo(FileState.UNREADABLE);
        assertThat(broken.wrong()).contains(new TestFile.Wrong(17, "column", "broken.csv:17: no current"));
        assertThat(book.records(SHA, 0, 1e9, 10).size()).as("nothing half read").isZero();
        assertThat(book.move(SHA, FileState.Act.AGAIN)).isTrue();
        assertThat(book.unread()).containsExactly(SHA);
    }

    // ---------------------------------------------------------------- linking

    private Thing cell(String label) {
        return genealogy.add(
                Kind.CELL,
                label,
                Map.of("cellType", "ZN_ZN"),
                List.of(Map.of("role", "SEPARATOR", "material", "GF")),
                "operator",
                DAY,
                false);
    }

    private Thing test(Thing cell) {
        return genealogy.add(
                Kind.TEST, "", Map.of("cell", cell.label(), "protocol", "5-1"), List.of(), "operator", DAY, false);
    }

    private static Instant hour(int hour) {
        return DAY.plusSeconds(3600L * hour);
    }

    private ChannelMount mount(String cell, String channel, int from) {
        return linking.mount(cell, new Channel("nw4", "1", channel), "", hour(from), Optional.empty(), 0, "operator");
    }

    @Test
    void theChannelBoardLinksAndTakesNoChannelTwice() throws IOException {
        Thing one = cell("CL-26-0001");
        Thing two = cell("CL-26-0002");
        Thing test = test(one);
        ChannelMount mounted = mount(one.label(), "6", -1);
        assertThatThrownBy(() -> mount(two.label(), "6", 3)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> mount(one.label(), "7", 3)).isInstanceOf(RefusedException.class);
        TestFile file = read(SHA, "nw4-1-6.ndax", Map.of(), 240);
        Optional<FileLink> link = linking.settle(file, "sputterpilot", DAY);
        assertThat(link.orElseThrow().test()).isEqualTo(test.label());
        assertThat(link.orElseThrow().how()).isEqualTo(FileLink.How.CHANNEL_BOARD);
        assertThat(book.file(SHA).orElseThrow().link()).isPresent();
        linking.unmount(mounted.id(), new ChannelMount.End(hour(2), "operator", "SHORT"));
        assertThatThrownBy(() -> linking.unmount(mounted.id(), new ChannelMount.End(hour(3), "operator", "again")))
                .isInstanceOf(RefusedException.class);
        mount(two.label(), "6", 2);
    }

    /** HAZ: people type names; a life must not be credited to the wrong foil because of one. */
    @Test
    void aNameAloneLinksNothing() throws IOException {
        test(cell("CL-26-0001"));
        TestFile file = read(SHA, "CL-26-0001_5-1.csv", Map.of(), 240);
        assertThat(linking.why(file)).isEqualTo("NAME_ONLY");
        assertThat(linking.settle(file, "sputterpilot", DAY)).isEmpty();
        assertThat(linking.candidates(file)).extracting(Linking.Candidate::cell).containsExactly("CL-26-0001");
    }

    @Test
    void twoAnswersAreNone() throws IOException {
        Thing one = cell("CL-26-0001");
        Thing two = cell("CL-26-0002");
        test(one);
        test(two);
        mount(one.label(), "6", -1);
        TestFile file = read(SHA, "nw4-1-6.ndax", Map.of("barcode", "CL-26-0002"), 240);
        assertThat(linking.why(file)).startsWith("CONFLICT");
        assertThat(linking.settle(file, "sputterpilot", DAY)).isEmpty();
    }

    @Test
    void aWrongLinkEndsWithItsReasonAndIsKept() throws IOException {
        Thing first = test(cell("CL-26-0001"));
        Thing right = test(cell("CL-26-0002"));
        read(SHA, "x.csv", Map.of(), 240);
        linking.link(SHA, first.label(), "I saw it", "operator", DAY);
        assertThatThrownBy(() -> linking.link(SHA, right.label(), "no", "qa", DAY))
                .isInstanceOf(RefusedException.class);
        linking.unlink(SHA, "another tray", "qa", hour(1));
        assertThat(book.files(new CellTestBook.Search(Optional.empty(), true, 10)))
                .hasSize(1);
        linking.link(SHA, right.label(), "the tray says so", "qa", hour(2));
        List<FileLink> links = linking.book().links(SHA);
        assertThat(links).hasSize(2);
        assertThat(links.get(0).end().orElseThrow().reason()).isEqualTo("another tray");
        assertThat(book.files(new CellTestBook.Search(Optional.of(right.label()), false, 10)))
                .hasSize(1);
        assertThat(linking.book().withoutData(hour(5), 10))
                .extracting(waiting -> waiting.test())
                .containsExactly(first.label());
    }

    @Test
    void aTypedNumberIsSeenOnce() {
        Thing test = test(cell("CL-26-0001"));
        results.add(
                new ResultBook.Typed(
                        "r1",
                        test.label(),
                        "life_h",
                        812,
                        "SHORT",
                        "Neware 4",
                        "operator",
                        DAY,
                        hour(30),
                        "operator",
                        true,
                        "",
                        Optional.empty()),
                test.ref());
        results.seen("r1", new ResultBook.Seen(hour(31), "qa"));
        results.seen("r1", new ResultBook.Seen(hour(32), "engineer"));
        ResultBook.Typed typed = results.typed(test.label()).get(0);
        assertThat(typed.late()).isTrue();
        assertThat(typed.seen().orElseThrow().who()).isEqualTo("qa");
        assertThat(new ArrayList<>(results.typed("CL-26-0002-T01"))).isEmpty();
    }
}
