package org.sputterpilot.hmi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sputterpilot.hmi.wire.CauseRow;
import org.sputterpilot.hmi.wire.EffectColumn;
import org.sputterpilot.hmi.wire.IncidentPage;
import org.sputterpilot.hmi.wire.LiveBypass;
import org.sputterpilot.hmi.wire.MatrixCell;
import org.sputterpilot.hmi.wire.MatrixPage;
import org.sputterpilot.hmi.wire.SequenceStep;
import org.sputterpilot.interlocks.Bypass;
import org.sputterpilot.interlocks.BypassState;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.CauseView;
import org.sputterpilot.interlocks.Incident;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Recovery;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Truth;

/** The cause-and-effect matrix as the interlock screen shows it. */
public final class MatrixPages {
    private MatrixPages() {}

    /** The matrix in one turn. */
    public static MatrixPage of(Matrix matrix, Verdict verdict, ProcessImage image) {
        Optional<IncidentPage> incident = verdict.incident().map(i -> page(i, verdict, image));
        return new MatrixPage(
                matrix.hash(),
                verdict.causes().stream().map(c -> row(c, verdict, image)).toList(),
                verdict.effects().stream()
                        .map(e -> new EffectColumn(
                                e.id(), e.effect().title(), e.state().name(), e.firstOut(), e.forced(), e.latentTrip()))
                        .toList(),
                matrix.marks().stream()
                        .map(m ->
                                new MatrixCell(m.cause(), m.effect(), m.delay().toMillis()))
                        .toList(),
                verdict.firstOut(),
                incident.map(IncidentPage::steps).orElse(List.of()),
                verdict.bypasses().stream().map(b -> bypass(matrix, b)).toList(),
                incident.orElse(null),
                List.of());
    }

    private static CauseRow row(CauseView view, Verdict verdict, ProcessImage image) {
        Cause cause = view.cause();
        return new CauseRow(
                view.id(),
                cause.title(),
                state(view),
                cause.when().values(image),
                cause.when().text(),
                "",
                cause.layer().name(),
                cause.hazard(),
                cause.why(),
                cause.mayBeBypassed() ? cause.bypass().name().toLowerCase(Locale.ROOT) : "",
                cause.mayBeBypassed() ? cause.longestBypass().toMinutes() : 0,
                verdict.bypasses().stream()
                        .filter(b ->
                                b.state() == BypassState.ACTIVE && b.cause().equals(view.id()))
                        .map(Bypass::id)
                        .findFirst()
                        .orElse(null),
                cause.proofTest().map(every -> every.toDays()).orElse(null));
    }

    /** One word for where a row stands. */
    private static String state(CauseView view) {
        if (view.bypassed()) {
            return view.inhibited() ? "INHIBITED" : "BYPASSED";
        }
        if (view.active()) {
            return "ACTIVE";
        }
        if (view.latched()) {
            return "LATCHED";
        }
        if (view.delayed()) {
            return "DELAYED";
        }
        if (view.starting()) {
            return "STARTING";
        }
        if (!view.live()) {
            return "NOT_LIVE";
        }
        return view.dangerous() == Truth.UNKNOWN ? "UNKNOWN" : "NORMAL";
    }

    /** A bypass in words. */
    static LiveBypass bypass(Matrix matrix, Bypass bypass) {
        Cause cause = matrix.cause(bypass.cause()).orElseThrow();
        return new LiveBypass(
                bypass.id(),
                bypass.cause(),
                cause.title(),
                cause.hazard(),
                bypass.state().name(),
                bypass.length().toMinutes(),
                bypass.left().toSeconds(),
                bypass.reason(),
                bypass.compensation(),
                bypass.requestedBy(),
                bypass.requestedAt(),
                bypass.decidedBy().orElse(null),
                cause.bypass().name().toLowerCase(Locale.ROOT),
                bypass.why(),
                bypass.signedAs());
    }

    private static IncidentPage page(Incident incident, Verdict verdict, ProcessImage image) {
        return new IncidentPage(
                incident.number(),
                incident.at(),
                incident.over(),
                incident.firstOut().stream()
                        .map(f -> new IncidentPage.First(
                                f.cause(), f.title(), f.values(), f.limit(), f.hazard(), f.why()))
                        .toList(),
                incident.bypassed(),
                incident.steps().stream()
                        .map(s -> new SequenceStep(
                                s.at(),
                                s.kind(),
                                s.id(),
                                s.text(),
                                s.sinceStart().toMillis()))
                        .toList(),
                Recovery.of(incident, verdict, image).stream()
                        .map(step -> new IncidentPage.Step(step.text(), step.done()))
                        .toList());
    }
}
