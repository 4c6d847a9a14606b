package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A film somebody measured.
 *
 * @param run the run that made it
 * @param slot of the holder, when foil was measured
 * @param witness label, when a witness was
 * @param method AFM, ELLIPSOMETRY or PROFILOMETER
 * @param sigmaNm one sigma of the thickness
 * @param site where on the piece
 * @param source files the number was read from
 */
public record MeasurementOrder(
        String run,
        Integer slot,
        String witness,
        String method,
        Double thicknessNm,
        Double sigmaNm,
        String site,
        Instant measuredAt,
        String source) {}
