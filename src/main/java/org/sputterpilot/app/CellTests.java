package org.sputterpilot.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sputterpilot.celltests.CellMetrics;
import org.sputterpilot.celltests.CellTestBook;
import org.sputterpilot.celltests.Metric;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.Records;
import org.sputterpilot.celltests.ResultBook;
import org.sputterpilot.celltests.Specimen;
import org.sputterpilot.celltests.Technique;
import org.sputterpilot.celltests.TestAnalysis;
import org.sputterpilot.celltests.TestFile;
import org.sputterpilot.celltests.TestResult;
import org.sputterpilot.celltests.impedance.CircuitFit;
import org.sputterpilot.celltests.impedance.Spectrum;
import org.sputterpilot.genealogy.Edge;
import org.sputterpilot.genealogy.EdgeKind;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Part;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.Thing;

/** What follows from the tests of cells: worked out from the files when it is first asked for, and kept until they change. */
final class CellTests {
    private static final int MOST_KEPT = 5000;
    private static final double A_M2_PER_MA_CM2 = 10;

    private final CellTestBook book;
    private final ResultBook typed;
    private final Genealogy genealogy;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    CellTests(CellTestBook book, ResultBook typed, Genealogy genealogy) {
        this.book = book;
        this.typed = typed;
        this.genealogy = genealogy;
    }

    private record Kept(List<String> files, Specimen specimen, Worked worked) {}

    /**
     * A test with all that follows from it.
     *
     * @param radiusMm how far from the target's axis its disc lay, NaN when nobody has written it down
     */
    record Worked(
            Thing test,
            Thing cell,
            Specimen specimen,
            Technique technique,
            List<Evidence> files,
            List<TestResult> results,
            double radiusMm) {}

    /** A file it rests on, and what its test time is behind the test's. */
    record Evidence(TestFile file, double offsetS) {}

    ResultBook typed() {
        return typed;
    }

    /** @throws org.sputterpilot.genealogy.RefusedException when there is no such test */
    Thing test(String label) {
        Thing thing = genealogy.named(label);
        if (thing.ref().kind() != Kind.TEST) {
            throw org.sputterpilot.genealogy.RefusedException.unknown(label);
        }
        return thing;
    }

    TestData data(Thing test) {
        return TestData.of(book, test.label());
    }

    Worked work(Thing test) {
        Thing cell = cell(test);
        Specimen specimen = specimen(test, cell);
        List<String> files = book.files(new CellTestBook.Search(Optional.of(test.label()), false, 1000)).stream()
                .map(file -> file.sha256() + file.state())
                .sorted()
                .toList();
        Kept before = kept.get(test.label());
        if (before != null && before.files().equals(files) && before.specimen().equals(specimen)) {
            return before.worked();
        }
        TestData data = data(test);
        Technique technique = technique(test, data);
        Worked worked = new Worked(
                test,
                cell,
                specimen,
                technique,
                data.parts().stream()
                        .map(part -> new Evidence(part.file(), part.offsetS()))
                        .toList(),
                results(technique, specimen, data),
                radiusMm(cell));
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(test.label(), new Kept(files, specimen, worked));
        return worked;
    }

    private Thing cell(Thing test) {
        List<Ref> cells = genealogy.book().above(List.of(test.ref()), Instant.MAX).stream()
                .filter(edge -> edge.kind() == EdgeKind.TESTED_IN)
                .map(Edge::parent)
                .toList();
        return genealogy.book().things(cells).get(0);
    }

    private Specimen specimen(Thing test, Thing cell) {
        double diameter = Double.NaN;
        double mass = Double.NaN;
        double foil = Double.NaN;
        for (Part part : genealogy.book().parts(cell.ref())) {
            if (part.coupon().isPresent() && Double.isNaN(diameter)) {
                Thing coupon =
                        genealogy.book().things(List.of(part.coupon().get())).get(0);
                diameter = number(coupon, "diameterMm");
                foil = foilUm(coupon);
            }
            if (part.role() == Part.Role.CATHODE && part.amountUnit().equals("mg")) {
                mass = part.amount();
            }
        }
        return new Specimen(
                String.valueOf(cell.facts().get("cellType")),
                Specimen.areaOf(diameter),
                mass,
                foil,
                number(test, "temperatureK"),
                number(test, "currentDensityAM2") / A_M2_PER_MA_CM2,
                number(test, "arealCapacityAhM2") / A_M2_PER_MA_CM2);
    }

    private double radiusMm(Thing cell) {
        for (Part part : genealogy.book().parts(cell.ref())) {
            if (part.coupon().isPresent()) {
                Thing coupon =
                        genealogy.book().things(List.of(part.coupon().get())).get(0);
                double radius = number(coupon, "radiusMm");
                return Double.isNaN(radius) ? Math.hypot(number(coupon, "xMm"), number(coupon, "yMm")) : radius;
            }
        }
        return Double.NaN;
    }

    private double foilUm(Thing coupon) {
        List<Ref> lots = genealogy
                .trace(coupon.ref(), org.sputterpilot.genealogy.Trace.Direction.BACKWARD, Instant.MAX)
                .of(Kind.FOIL_LOT);
        return lots.isEmpty()
                ? Double.NaN
                : number(genealogy.book().things(lots).get(0), "thicknessUm");
    }

    static double number(Thing thing, String fact) {
        return thing.facts().get(fact) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private Technique technique(Thing test, TestData data) {
        Technique said = Technique.of(String.valueOf(test.facts().get("protocol")));
        boolean onlySpectra = said == Technique.CYCLING
                && data.halves().isEmpty()
                && data.parts().stream().anyMatch(this::isSpectrum);
        return onlySpectra ? Technique.IMPEDANCE : said;
    }

    private boolean isSpectrum(TestData.Part part) {
        try {
            return book.records(part.file().sha256(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 100_000)
                    .has(Quantity.FREQUENCY_HZ);
        } catch (CellTestBook.TooManyException longerThanAnySpectrum) {
            return false;
        }
    }

    private List<TestResult> results(Technique technique, Specimen specimen, TestData data) {
        if (technique == Technique.CYCLING) {
            return TestAnalysis.cycling(specimen, data.halves(), data::millivolts);
        }
        List<TestResult> found = new ArrayList<>();
        List<Metric> fits = new ArrayList<>();
        Records steps = null;
        for (TestData.Part part : data.parts()) {
            Records records = data.records(part);
            if (records.has(Quantity.FREQUENCY_HZ)) {
                TestResult fit = circuit(specimen, records);
                fits.add(fit.metric());
                found.add(fit);
                continue;
            }
            steps = records;
            found.addAll(
                    switch (technique) {
                        case CHRONOAMPEROMETRY -> TestAnalysis.chronoamperometry(records);
                        case SWEEP -> TestAnalysis.sweep(specimen, records);
                        case TAFEL -> TestAnalysis.tafel(specimen, records);
                        case VOLTAMMETRY -> TestAnalysis.voltammetry(records);
                        default -> List.<TestResult>of();
                    });
        }
        if (technique == Technique.CHRONOAMPEROMETRY) {
            found.add(transference(fits, steps));
        }
        return found;
    }

    private static TestResult circuit(Specimen specimen, Records records) {
        double[] hz = records.column(Quantity.FREQUENCY_HZ);
        double[] real = records.column(Quantity.REAL_OHM);
        double[] imaginary = records.column(Quantity.IMAGINARY_OHM);
        List<Spectrum.Point> points = new ArrayList<>();
        for (int i = 0; i < hz.length; i++) {
            if (hz[i] > 0 && Double.isFinite(real[i]) && Double.isFinite(imaginary[i])) {
                points.add(new Spectrum.Point(hz[i], real[i], imaginary[i]));
            }
        }
        CircuitFit fit = CircuitFit.of(new Spectrum(points));
        Map<String, Double> values = new LinkedHashMap<>();
        if (fit.undefined().isEmpty()) {
            values.put("Rs_ohm", fit.seriesOhm());
            values.put("Rs_se_ohm", fit.seriesError());
            values.put("Rct_ohm", fit.transferOhm());
            values.put("Rct_se_ohm", fit.transferError());
            values.put("residual", fit.residual());
            if (specimen.areaCm2() > 0) {
                values.put("Rct_ohm_cm2", fit.transferOhm() * specimen.areaCm2());
            }
            values.values().removeIf(value -> !Double.isFinite(value));
        }
        return new TestResult(
                "charge-transfer resistance",
                new Metric(values, fit.undefined(), fit.flags()),
                Optional.empty(),
                CircuitFit.METHOD,
                "R_s and R_ct beside a constant-phase element, by complex least squares");
    }

    /** Needs the spectrum before and the one after the step. */
    private static TestResult transference(List<Metric> fits, Records step) {
        Metric metric;
        if (fits.size() < 2 || step == null || step.size() < 10) {
            metric = new Metric(
                    Map.of(), Optional.of("SPECTRA_MISSING: needs one before and one after the step"), List.of());
        } else if (fits.get(0).undefined().isPresent()
                || fits.get(1).undefined().isPresent()) {
            metric = new Metric(Map.of(), Optional.of("NO_RESISTANCE: a spectrum holds no semicircle"), List.of());
        } else {
            double[] i = step.column(Quantity.CURRENT_A);
            double[] v = step.column(Quantity.VOLTAGE_V);
            int tail = Math.max(1, i.length / 10);
            double steady = java.util.Arrays.stream(i, i.length - tail, i.length)
                    .average()
                    .orElse(Double.NaN);
            double volts = java.util.Arrays.stream(v).average().orElse(Double.NaN);
            metric = CellMetrics.transference(
                    i[0], steady, fits.get(0).value("Rct_ohm"), fits.get(1).value("Rct_ohm"), volts);
        }
        return new TestResult(
                "transference number",
                metric,
                Optional.empty(),
                Metric.METHOD,
                "Is (ΔV − I0 R0) / (I0 (ΔV − Is Rs)); Is is the mean of the last tenth");
    }
}
