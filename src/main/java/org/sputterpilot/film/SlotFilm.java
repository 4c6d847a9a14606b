package org.sputterpilot.film;

/**
 * The film on one slot of the holder, told by the estimate and the holder's map.
 *
 * @param slot its number
 * @param thicknessNm mean over the usable zone
 * @param sigmaNm one sigma of that mean
 * @param minNm thinnest place in the usable zone by the map; likewise maxNm
 * @param usableMm diameter of the zone the drawing calls usable
 * @param zoneMm diameter around the slot's centre in which the film keeps the recipe's tolerance, at most the aperture
 * @param releaseLowNm thinnest film the recipe lets pass; likewise releaseHighNm
 * @param inRelease whether the usable zone lies between them
 */
public record SlotFilm(
        int slot,
        double thicknessNm,
        double sigmaNm,
        double minNm,
        double maxNm,
        double usableMm,
        double zoneMm,
        double releaseLowNm,
        double releaseHighNm,
        boolean inRelease) {}
