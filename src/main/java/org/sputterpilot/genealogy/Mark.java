package org.sputterpilot.genealogy;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody, or a rule, said about a thing. The newest one holds; none is ever changed.
 *
 * @param at when it was said
 * @param who a person, or the name of a rule
 * @param expires end of a release at risk
 * @param signature id of the signature under it; empty for a rule's
 * @param evidence what it rests on
 */
public record Mark(
        Ref thing,
        Disposition disposition,
        String reason,
        String who,
        Instant at,
        Optional<Instant> expires,
        String signature,
        String evidence) {}
