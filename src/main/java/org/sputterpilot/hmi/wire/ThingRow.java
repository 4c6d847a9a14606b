package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.Map;

/**
 * A thing of the genealogy as lists and graphs show it.
 *
 * @param id what is printed, without the check character
 * @param printed as it is printed
 * @param own what was said about itself; missing for kinds nobody judges
 * @param effective the worst of its own and of all it came from
 * @param because what makes it so, when that is not the thing itself
 * @param arm of a cell
 * @param testFirst why a run, or a foil of it, is tested before the rest; null otherwise
 * @param identityLost since when nobody can say which one it is
 */
public record ThingRow(
        String id,
        String kind,
        String printed,
        Instant at,
        String by,
        boolean demonstration,
        String own,
        String effective,
        String because,
        String arm,
        String testFirst,
        Instant identityLost,
        Map<String, Object> facts) {}
