package org.sputterpilot.hmi;

import java.util.List;
import org.sputterpilot.hmi.wire.CauseRow;
import org.sputterpilot.hmi.wire.EffectColumn;
import org.sputterpilot.hmi.wire.MatrixCell;
import org.sputterpilot.hmi.wire.MatrixPage;
import org.sputterpilot.hmi.wire.SequenceStep;
import org.sputterpilot.interlocks.CauseView;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Truth;

/** The cause-and-effect matrix as the interlock screen shows it. */
public final class MatrixPages {
    private MatrixPages() {}

    public static MatrixPage of(Matrix matrix, Verdict verdict, ProcessImage image, List<SequenceStep> sequence) {
        return new MatrixPage(
                matrix.hash(),
                verdict.causes().stream().map(c -> row(c, image)).toList(),
                verdict.effects().stream()
                        .map(e -> new EffectColumn(
                                e.id(), e.effect().title(), e.state().name(), e.firstOut()))
                        .toList(),
                matrix.marks().stream()
                        .map(m ->
                                new MatrixCell(m.cause(), m.effect(), m.delay().toMillis()))
                        .toList(),
                verdict.firstOut(),
                sequence,
                List.of());
    }

    private static CauseRow row(CauseView view, ProcessImage image) {
        return new CauseRow(
                view.id(),
                view.cause().title(),
                state(view),
                view.cause().when().values(image),
                view.cause().when().text(),
                "",
                view.cause().layer().name(),
                view.cause().hazard());
    }

    /** One word for where a row stands. */
    private static String state(CauseView view) {
        if (view.active()) {
            return "ACTIVE";
        }
        if (view.latched()) {
            return "LATCHED";
        }
        if (view.delayed()) {
            return "DELAYED";
        }
        if (!view.live()) {
            return "NOT_LIVE";
        }
        return view.dangerous() == Truth.UNKNOWN ? "UNKNOWN" : "NORMAL";
    }
}
