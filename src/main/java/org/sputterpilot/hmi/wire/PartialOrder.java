package org.sputterpilot.hmi.wire;

/**
 * What becomes of a half-coated item.
 *
 * @param decision SCRAP, ENGINEERING_USE or CONTINUE
 * @param deviation number of the deviation; needed for CONTINUE
 * @param statedNm how much film there is, for CONTINUE on film that nobody has counted or measured
 * @param statedSigmaNm its one sigma
 */
public record PartialOrder(
        String decision,
        String reason,
        String deviation,
        Double statedNm,
        Double statedSigmaNm,
        SignaturePart signature) {}
