package org.sputterpilot.app;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.sputterpilot.film.Calibration;
import org.sputterpilot.film.CalibrationProposal;
import org.sputterpilot.film.RunToRun;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.hmi.wire.CalibrationPage;
import org.sputterpilot.hmi.wire.CommissioningFit;
import org.sputterpilot.hmi.wire.ToolWork;
import org.sputterpilot.security.Signature;

/** The calibration's book in the words of the wire. */
final class CalibrationPages {
    private CalibrationPages() {}

    private static CalibrationPage.Numbers numbers(Calibration c) {
        return new CalibrationPage.Numbers(
                c.rateFactor(), c.lnRateSigma(), c.tooling(), c.toolingSigma(), CommissioningPages.tool(c.tool()));
    }

    static CalibrationPage.Version version(CalibrationBook.Version v) {
        return new CalibrationPage.Version(
                v.version(),
                numbers(v.calibration()),
                v.source().name(),
                v.proposal().isPresent() ? v.proposal().getAsInt() : null,
                v.restores().isPresent() ? v.restores().getAsInt() : null,
                v.signature().at(),
                v.signature().user(),
                v.signature().name(),
                v.signature().meaning(),
                v.comment());
    }

    /** @param commissioning the fit it comes from, or null */
    static CalibrationPage.Proposal proposal(CalibrationBook.Proposed p, CommissioningFit commissioning) {
        CalibrationProposal proposal = p.proposal();
        return new CalibrationPage.Proposal(
                p.id(),
                p.at(),
                p.decision().name(),
                p.base(),
                numbers(proposal.before()),
                numbers(proposal.after()),
                (proposal.before().rateFactor() / proposal.after().rateFactor() - 1) * 100,
                proposal.measuredRuns(),
                Double.isNaN(proposal.driftPerRun()) ? null : proposal.driftPerRun() * 100,
                rms(proposal, row -> row.measuredNm() - row.beforeNm()),
                rms(proposal, row -> row.measuredNm() - row.afterNm()),
                proposal.flags().stream().map(Enum::name).toList(),
                proposal.rows().stream()
                        .map(row -> residual(row, p.fresh().contains(row.measurement())))
                        .toList(),
                commissioning,
                p.signature().map(Signature::at).orElse(null),
                p.signature().map(Signature::user).orElse(null),
                p.signature().map(Signature::meaning).orElse(null),
                p.comment());
    }

    private static Double rms(CalibrationProposal proposal, ToDoubleFunction<CalibrationProposal.Row> residualNm) {
        OptionalDouble mean = proposal.rows().stream()
                .filter(row -> row.rate() == RunToRun.Use.LEARNED)
                .mapToDouble(row -> Math.pow(residualNm.applyAsDouble(row), 2))
                .average();
        return mean.isPresent() ? Math.sqrt(mean.getAsDouble()) : null;
    }

    private static CalibrationPage.Residual residual(CalibrationProposal.Row row, boolean fresh) {
        return new CalibrationPage.Residual(
                row.measurement(),
                row.run(),
                row.measuredNm(),
                row.sigmaNm(),
                row.beforeNm(),
                row.afterNm(),
                row.measuredNm() - row.beforeNm(),
                row.measuredNm() - row.afterNm(),
                row.surprise(),
                row.rate().name(),
                row.tooling().name(),
                fresh);
    }

    static CalibrationPage.Measurement measurement(CalibrationBook.Measurement m, boolean setAside) {
        return new CalibrationPage.Measurement(
                m.id(),
                m.run(),
                m.place(),
                m.method().name(),
                m.thicknessNm(),
                m.sigmaNm(),
                m.site(),
                m.measuredAt(),
                m.enteredAt(),
                m.enteredBy(),
                m.source(),
                m.demonstration(),
                setAside);
    }

    static ToolWork work(CalibrationBook.Work w) {
        return new ToolWork(
                w.change().kind().name(),
                w.asset(),
                w.oldSerial(),
                w.newSerial(),
                w.change().at(),
                w.who(),
                w.comment());
    }
}
