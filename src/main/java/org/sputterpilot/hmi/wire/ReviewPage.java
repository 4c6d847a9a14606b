package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * The review of a batch by exception: what was not as it should have been, and what is missing for its release. What
 * was as it should have been is not on it.
 *
 * @param sealed whether the record is sealed
 * @param breaks where it is not what was sealed
 * @param standing how the run itself stands
 * @param items what lay on the holder, and how it stands
 * @param deviations of the run, the open ones first
 * @param holds rules that hold it by themselves
 * @param missing before it may be released
 * @param missingAtRisk before it may be released at risk
 * @param reviews who has reviewed the record as it is sealed
 * @param request somebody asks for a release at risk; null: nobody
 * @param allowed what can be said about the run
 */
public record ReviewPage(
        String run,
        String recipe,
        int recipeVersion,
        String state,
        String operator,
        boolean production,
        Instant endedAt,
        boolean sealed,
        List<String> breaks,
        String standing,
        List<Item> items,
        List<DeviationPage> deviations,
        List<String> holds,
        List<Lack> missing,
        List<Lack> missingAtRisk,
        List<Step> reviews,
        Step request,
        List<String> allowed) {
    /** One item: its own disposition, and the worst of all it came from. */
    public record Item(String item, String own, String effective) {}

    /**
     * One thing that is missing.
     *
     * @param need which kind of thing
     * @param subject a deviation, a kind of addendum, a label; null: the run
     */
    public record Lack(String need, String run, String subject, String text) {}

    /**
     * What somebody has signed.
     *
     * @param expires latest end of a release that is asked for; null for a review
     */
    public record Step(String who, String name, Instant at, String text, Instant expires, String signature) {}
}
