package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * What the controller would write against what the plant shows.
 *
 * @param writes whether it writes at all; false in shadow mode
 * @param at the turn that was compared
 * @param compared command tags about which it has a will
 * @param differences those of them that stand otherwise in the plant, or about which the plant says nothing
 */
public record ShadowPage(boolean writes, Instant at, int compared, List<Difference> differences) {
    /**
     * One command tag.
     *
     * @param would what would be written
     * @param shows what the plant's own register holds; missing when nobody knows
     * @param by recipe or interlock, or idle when nobody holds its module
     * @param sinceS for how long it has been so, plant time
     */
    public record Difference(String tag, String title, String would, String shows, String by, double sinceS) {}
}
