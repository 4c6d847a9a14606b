package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run as lists show it: its header and how far it has come. Thicknesses are NaN while unknown.
 *
 * @param id the run's id
 * @param unit the tool it ran on
 * @param operator who started it
 * @param state ISA-88 name
 * @param phase the phase it is in, or ended in
 * @param durationS plant time so far
 * @param thicknessNm film estimate
 * @param sigmaNm its one sigma
 * @param trueNm the film as the virtual chamber knows it
 * @param trips how many effects tripped
 * @param holds how often it was held
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
        boolean demonstration) {
    public RunRow {
        foils = List.copyOf(foils);
    }
}
