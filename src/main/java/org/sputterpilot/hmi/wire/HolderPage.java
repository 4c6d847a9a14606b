package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * A holder and how even the film on it is. Relative numbers are over the film the estimate speaks of, which is that on
 * the axis of the tool's own holder.
 *
 * @param motion STATIC, PLATEN or PLANETARY
 * @param mark where the drawing comes from: R read, M remembered, C computed, A assumed
 * @param cleaned day on which it was stripped of film last
 * @param runsSinceClean runs on it since
 * @param sideMm side of the square of the map; its middle is the holder's axis, or a planet's
 * @param relative the map: rows from −y to +y, each from −x to +x
 * @param inTolerance the same rows, {@code 1} where the film keeps the recipe's tolerance; missing without a recipe
 * @param halfRangePercent half the difference over the sum of thickest and thinnest place in all usable zones
 * @param filmNm the film the estimate speaks of, for the numbers in nm; missing without one
 */
public record HolderPage(
        String holder,
        String revision,
        String title,
        String motion,
        String mark,
        String source,
        double throwMm,
        double offsetMm,
        Double orbitMm,
        String cleaned,
        int runsSinceClean,
        double sideMm,
        double[][] relative,
        List<String> inTolerance,
        double halfRangePercent,
        Double filmNm,
        Double targetNm,
        Double toleranceNm,
        List<Slot> slots) {

    /**
     * One slot.
     *
     * @param planet on which it lies; missing without planets
     * @param usableMm diameter the drawing calls usable
     * @param usableZoneMm diameter in which the film keeps the recipe's tolerance
     * @param inRelease whether the usable zone lies inside the recipe's release
     */
    public record Slot(
            int slot,
            Integer planet,
            boolean witness,
            double xMm,
            double yMm,
            double tiltDeg,
            double apertureMm,
            double usableMm,
            String mask,
            int clips,
            double relative,
            double relativeMin,
            double relativeMax,
            Double thicknessNm,
            Double minNm,
            Double maxNm,
            Double usableZoneMm,
            Boolean inRelease) {}
}
