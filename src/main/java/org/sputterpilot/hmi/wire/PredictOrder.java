package org.sputterpilot.hmi.wire;

/**
 * A question to the film model: what would these set points do?
 *
 * @param powerW on the cathode
 * @param argonSccm flow of argon
 * @param oxygenSccm flow of oxygen
 * @param pressurePa of the argon, before the oxygen, with the throttle frozen there; without it, what the tool's own
 *     pumping speed leaves
 * @param targetNm thickness at which the shutter closes
 * @param throwMm target to substrate; the tool's own when missing
 * @param calibration {@code nominal} for the rate model as it is (rate factor 1), the number of a version, or nothing
 *     for the one in force
 * @param place {@code AXIS}, the centre under the magnetron, or {@code HOLDER}, the tool's holder; when missing, the
 *     axis for the nominal model and the holder otherwise
 * @param timeS shutter open for so long: what would the film be then?
 * @param toleranceNm how far the film may be off its target
 * @param draws how many runs are drawn, 200 to 2000
 * @param seed of the draws: the same question with the same seed has the same answer
 */
public record PredictOrder(
        Double powerW,
        Double argonSccm,
        Double oxygenSccm,
        Double pressurePa,
        Double targetNm,
        Double throwMm,
        String calibration,
        String place,
        Double timeS,
        Double toleranceNm,
        Integer draws,
        Long seed) {}
