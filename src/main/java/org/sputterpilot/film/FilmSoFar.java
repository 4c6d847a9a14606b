package org.sputterpilot.film;

/**
 * The film of a run that another process has begun: all that its successor needs to go on counting. What made it and
 * what makes the rest are known apart, so their sigmas add in quadrature.
 *
 * @param thicknessNm the estimate
 * @param sigmaNm its one sigma, with what may have grown while nobody counted
 * @param modelledNm film by the rate model alone
 */
public record FilmSoFar(double thicknessNm, double sigmaNm, double modelledNm) {
    /** Nobody has counted it: until the run is over it stays unknown, whatever grows. */
    public static final FilmSoFar UNKNOWN = new FilmSoFar(Double.NaN, Double.NaN, Double.NaN);

    boolean isUnknown() {
        return Double.isNaN(thicknessNm);
    }
}
