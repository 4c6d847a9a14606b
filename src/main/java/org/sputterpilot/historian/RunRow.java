package org.sputterpilot.historian;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.RunState;

/**
 * One run as lists show it: its header and how far it has come. Thicknesses are NaN while unknown.
 *
 * @param id the run's id
 * @param unit the tool it ran on
 * @param operator who started it
 * @param state ISA-88 name
 * @param phase the phase it is in; empty once it has ended, when its phases tell how far it came
 * @param durationS plant time so far
 * @param thicknessNm film estimate
 * @param sigmaNm its one sigma
 * @param trueNm the film as the virtual chamber knows it
 * @param trips how many effects tripped
 * @param holds how often it was held
 * @param u95Nm expanded uncertainty of the film, 95 %; NaN while the run lives and where nobody worked it out
 * @param production false for a calibration run, whose film is measured and not used
 * @param load what lay on the holder
 */
public record RunRow(
        String id,
        String unit,
        String recipe,
        int recipeVersion,
        String recipeHash,
        String plantHash,
        String operator,
        List<String> foils,
        String state,
        String phase,
        Instant startedAt,
        Optional<Instant> endedAt,
        double durationS,
        double targetNm,
        double thicknessNm,
        double sigmaNm,
        double trueNm,
        int trips,
        int holds,
        String endReason,
        boolean demonstration,
        double u95Nm,
        boolean production,
        Load load) {
    /** Why a run ended in which the controller died. */
    public static final String CUT_OFF = "the controller stopped during the run";

    public RunRow {
        foils = List.copyOf(foils);
    }

    /** The same with what lies on the holder. */
    public RunRow with(Load loaded) {
        return new RunRow(
                id,
                unit,
                recipe,
                recipeVersion,
                recipeHash,
                plantHash,
                operator,
                foils,
                state,
                phase,
                startedAt,
                endedAt,
                durationS,
                targetNm,
                thicknessNm,
                sigmaNm,
                trueNm,
                trips,
                holds,
                endReason,
                demonstration,
                u95Nm,
                production,
                loaded);
    }

    /** The same with its expanded uncertainty, and whether it is for production. */
    public RunRow with(double expandedNm, boolean forProduction) {
        return new RunRow(
                id,
                unit,
                recipe,
                recipeVersion,
                recipeHash,
                plantHash,
                operator,
                foils,
                state,
                phase,
                startedAt,
                endedAt,
                durationS,
                targetNm,
                thicknessNm,
                sigmaNm,
                trueNm,
                trips,
                holds,
                endReason,
                demonstration,
                expandedNm,
                forProduction,
                load);
    }

    /**
     * This run after its controller has died in it: over since the last moment known, and aborted, because the plant
     * went to its safe state by itself and nobody goes on from there.
     *
     * @param at time of its newest record
     * @param filmNm film estimate at that moment, NaN when the row's own is the newest
     * @param filmSigmaNm its one sigma
     */
    public RunRow cutOff(Instant at, double filmNm, double filmSigmaNm) {
        return at(at, filmNm, filmSigmaNm, RunState.ABORTED, "", Optional.of(at), CUT_OFF);
    }

    /** This run after its controller has died in it, held until a person says what becomes of it. */
    public RunRow held(Instant at, double filmNm, double filmSigmaNm) {
        return at(at, filmNm, filmSigmaNm, RunState.HELD, phase, Optional.empty(), "");
    }

    private RunRow at(
            Instant at,
            double filmNm,
            double filmSigmaNm,
            RunState now,
            String in,
            Optional<Instant> over,
            String why) {
        return new RunRow(
                id,
                unit,
                recipe,
                recipeVersion,
                recipeHash,
                plantHash,
                operator,
                foils,
                now.name(),
                in,
                startedAt,
                over,
                Duration.between(startedAt, at).toNanos() / 1e9,
                targetNm,
                Double.isNaN(filmNm) ? thicknessNm : RunRecord.shown(filmNm),
                Double.isNaN(filmNm) ? sigmaNm : RunRecord.shown(filmSigmaNm),
                trueNm,
                trips,
                holds,
                why,
                demonstration,
                u95Nm,
                production,
                load);
    }
}
