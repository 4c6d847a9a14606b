package org.sputterpilot.hmi.wire;

import java.util.List;

/** The cause-and-effect matrix with its live state; {@code incident} is the present or the last trip, or null. */
public record MatrixPage(
        String hash,
        List<CauseRow> causes,
        List<EffectColumn> effects,
        List<MatrixCell> cells,
        List<String> firstOut,
        List<SequenceStep> events,
        List<LiveBypass> bypasses,
        IncidentPage incident,
        List<MatrixSignature> signatures) {
    /** The same matrix with who has signed its hash. */
    public MatrixPage signed(List<MatrixSignature> names) {
        return new MatrixPage(hash, causes, effects, cells, firstOut, events, bypasses, incident, names);
    }
}
