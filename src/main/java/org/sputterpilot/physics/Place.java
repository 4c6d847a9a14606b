package org.sputterpilot.physics;

/**
 * Where on the substrate side a film is looked at.
 *
 * @param holderOffsetM distance of the turning axis from the magnetron axis; 0 means the holder stands still on the
 *     axis
 * @param spotM distance of the spot from the turning axis, or from the magnetron axis of a still holder
 */
public record Place(double holderOffsetM, double spotM) {

    /** The centre of a small disc under the middle of the magnetron. */
    public static final Place ON_AXIS = new Place(0, 0);

    /** The mean spot of the tool's holder: the turning axis itself. */
    public static Place holderOf(ToolParameters tool) {
        return new Place(tool.holderOffsetM(), 0);
    }

    /** A spot on the tool's holder. */
    public static Place onHolder(ToolParameters tool, double spotM) {
        return new Place(tool.holderOffsetM(), spotM);
    }

    /** Share of the emission that lands on a square metre here. */
    public double share(Racetrack racetrack, double throwM) {
        return holderOffsetM == 0
                ? racetrack.share(throwM, spotM)
                : racetrack.turningShare(throwM, holderOffsetM, spotM);
    }
}
