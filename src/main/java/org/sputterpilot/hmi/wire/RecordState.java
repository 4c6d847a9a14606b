package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * Whether a run's record is as it was sealed.
 *
 * @param sealed false in the moments between the end of the run and its seal, when nothing else is known
 * @param holds nothing of it was altered
 * @param good what is as it was sealed
 * @param breaks what is not, and where
 * @param keys fingerprints of the keys under it
 */
public record RecordState(boolean sealed, boolean holds, List<String> good, List<String> breaks, List<String> keys) {}
