package org.sputterpilot.hmi.wire;

import java.util.List;

/** The cause-and-effect matrix with its live state. */
public record MatrixPage(
        String hash,
        List<CauseRow> causes,
        List<EffectColumn> effects,
        List<MatrixCell> cells,
        List<String> firstOut,
        List<SequenceStep> events,
        List<Object> bypasses) {}
