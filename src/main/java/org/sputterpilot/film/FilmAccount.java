package org.sputterpilot.film;

/**
 * What the live estimate knows about one film beyond its number: where its sigma comes from. A fact of the turn, from
 * which the {@link Budget} is made whenever somebody asks, and once for ever at the end of the run.
 *
 * @param model film model of the run; {@code null} when nothing is known
 * @param point where the cathode worked when the rate was solved last; {@code null} before
 * @param thicknessNm the estimate
 * @param sigmaNm one sigma of the estimate, as the tag {@code film.sigma} says it
 * @param filterSigmaNm the part of it that model and crystal share out between them
 * @param modelledNm film by the rate model alone
 * @param wanderNm one sigma of what model film wandered within the run
 * @param leakedNm film that came through the closed shutter
 * @param crystalNm film by the crystal alone; NaN while it says nothing
 * @param openRateNmPerS growth when the shutter was open last
 * @param shutterByHand whether a person opened and closed the shutter
 */
public record FilmAccount(
        FilmModel model,
        Point point,
        double thicknessNm,
        double sigmaNm,
        double filterSigmaNm,
        double modelledNm,
        double wanderNm,
        double leakedNm,
        double crystalNm,
        double openRateNmPerS,
        boolean shutterByHand) {

    /**
     * Where the cathode worked: what the rate model was asked with.
     *
     * @param eroded share of the groove that was gone
     */
    public record Point(double powerW, double argonPa, double argonSccm, double oxygenSccm, double eroded) {}

    /** Nothing is known. */
    public static final FilmAccount NONE = new FilmAccount(
            null,
            null,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            false);

    /** Whether there is film whose rate was ever solved; without it there is nothing to account for. */
    public boolean hasFilm() {
        return point != null && thicknessNm > 0 && modelledNm > 0;
    }
}
