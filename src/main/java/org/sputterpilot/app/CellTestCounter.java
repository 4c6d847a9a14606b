package org.sputterpilot.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.sputterpilot.celltests.CellTestBook;
import org.sputterpilot.celltests.Curve;
import org.sputterpilot.celltests.HalfCycle;
import org.sputterpilot.celltests.Linking;
import org.sputterpilot.celltests.ResultBook;
import org.sputterpilot.celltests.TestFile;
import org.sputterpilot.celltests.readers.Archive;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.hmi.CellTestDesk;
import org.sputterpilot.hmi.GenealogyDesk;
import org.sputterpilot.hmi.wire.FileVerdict;
import org.sputterpilot.hmi.wire.TestCurve;
import org.sputterpilot.hmi.wire.TestCycle;
import org.sputterpilot.hmi.wire.TestResults;

/** Testers' files of the unit in the control room, and what follows from them. */
final class CellTestCounter implements CellTestDesk {
    private final ControlRoom room;
    private final GenealogyDesk genealogy;

    CellTestCounter(ControlRoom room, GenealogyDesk genealogy) {
        this.room = room;
        this.genealogy = genealogy;
    }

    private CellArrivals arrivals() {
        return room.running().arrivals();
    }

    @Override
    public CellTestBook book() {
        return room.running().records().cellTests();
    }

    @Override
    public Linking linking() {
        return room.running().records().linking();
    }

    @Override
    public Genealogy genealogy() {
        return genealogy.genealogy();
    }

    @Override
    public Arrival arrive(Path bytes, String name, TestFile.Source source, String wantedTest, String by)
            throws IOException {
        try (InputStream in = Files.newInputStream(bytes)) {
            return arrivals().arrive(in, name, source, wantedTest, by);
        }
    }

    @Override
    public TestFile readNow(String sha256) throws IOException {
        return arrivals().readNow(sha256);
    }

    @Override
    public void readLater(String sha256) {
        arrivals().readLater(sha256);
    }

    @Override
    public OptionalLong progress(String sha256) {
        return arrivals().progress(sha256);
    }

    @Override
    public boolean isArchive(Path bytes) throws IOException {
        return Archive.is(bytes);
    }

    @Override
    public List<FileVerdict> look(Path bytes, String name) throws IOException {
        return arrivals().look(bytes, name);
    }

    @Override
    public List<FileVerdict> unpack(Path bytes, String name, String by) throws IOException {
        return arrivals().unpack(bytes, name, TestFile.Source.ARCHIVE, by);
    }

    // ---------------------------------------------------------------- results

    private CellTests tests() {
        return room.running().records().tests();
    }

    @Override
    public TestResults results(String label) {
        CellTests.Worked worked = tests().work(tests().test(label));
        List<ResultBook.Typed> typed = tests().typed().typed(worked.test().label());
        return new TestResults(
                worked.test().label(),
                worked.cell().label(),
                worked.specimen().cellType(),
                genealogy()
                        .arms(List.of(worked.cell().ref()))
                        .get(worked.cell().ref())
                        .name(),
                worked.test().demonstration(),
                String.valueOf(worked.test().facts().get("protocol")),
                worked.technique().name(),
                known(worked.specimen().areaCm2()),
                known(worked.specimen().activeMassMg()),
                known(worked.specimen().currentMaCm2()),
                known(worked.specimen().capacityMahCm2()),
                known(worked.specimen().temperatureK()),
                worked.files().stream()
                        .map(one -> new TestResults.Evidence(
                                one.file().sha256(),
                                one.file().name(),
                                one.file().extent().format(),
                                one.file().extent().parser(),
                                one.file().extent().records(),
                                one.offsetS()))
                        .toList(),
                worked.results().stream()
                        .map(one -> new TestResults.Result(
                                one.quantity(),
                                one.values(),
                                one.metric().undefined().orElse(null),
                                one.verdict().orElse(null),
                                one.flags(),
                                one.method(),
                                one.formula()))
                        .toList(),
                typed.stream().map(CellTestCounter::typed).toList());
    }

    private static TestResults.TypedResult typed(ResultBook.Typed one) {
        return new TestResults.TypedResult(
                one.id(),
                one.quantity(),
                one.number(),
                one.verdict().isEmpty() ? null : one.verdict(),
                one.instrument(),
                one.role(),
                one.measuredAt(),
                one.enteredAt(),
                one.enteredBy(),
                one.late(),
                one.transcribed(),
                one.reason(),
                one.seen().isPresent(),
                one.seen().map(ResultBook.Seen::who).orElse(null));
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    @Override
    public TestCurve curve(String label, double fromS, double toS, int points) {
        Thing test = tests().test(label);
        Curve curve = tests().data(test).curve(fromS, toS, points);
        return new TestCurve(
                test.label(),
                curve.exact(),
                curve.buckets().stream()
                        .map(one -> new Double[] {
                            one.fromS(),
                            one.toS(),
                            known(one.minV()),
                            known(one.maxV()),
                            known(one.minA()),
                            known(one.maxA())
                        })
                        .toList());
    }

    @Override
    public List<TestCycle> cycles(String label) {
        CellTests.Worked worked = tests().work(tests().test(label));
        List<HalfCycle> halves = tests().data(worked.test()).halves();
        boolean platesFirst = worked.specimen().cellType().equals("ZN_CU");
        boolean symmetric = worked.specimen().cellType().equals("ZN_ZN");
        List<TestCycle> cycles = new ArrayList<>();
        for (int i = 0; i < halves.size(); i++) {
            HalfCycle half = halves.get(i);
            int invests = platesFirst ? halves.get(0).direction() : 1;
            boolean ends = !symmetric
                    && i > 0
                    && half.direction() != invests
                    && halves.get(i - 1).direction() == invests;
            double invested = ends ? halves.get(i - 1).chargeAh() : Double.NaN;
            cycles.add(new TestCycle(
                    half.number(),
                    half.direction(),
                    half.startS(),
                    half.endS(),
                    half.chargeAh() * 1e3,
                    half.currentA() * 1e3,
                    half.meanV() * 1e3,
                    half.lateV() * 1e3,
                    half.plateauV() * 1e3,
                    half.mostV() * 1e3,
                    half.middleV() * 1e3,
                    half.medianV() * 1e3,
                    invested > 0 ? 100 * half.chargeAh() / invested : null));
        }
        return cycles;
    }

    @Override
    public String type(String label, ResultBook.Typed typed) {
        Thing test = tests().test(label);
        ResultBook.Typed named = new ResultBook.Typed(
                UUID.randomUUID().toString(),
                test.label(),
                typed.quantity(),
                typed.number(),
                typed.verdict(),
                typed.instrument(),
                typed.role(),
                typed.measuredAt(),
                typed.enteredAt(),
                typed.enteredBy(),
                typed.transcribed(),
                typed.reason(),
                typed.seen());
        tests().typed().add(named, test.ref());
        return named.id();
    }

    @Override
    public ResultBook typedBook() {
        return tests().typed();
    }
}
