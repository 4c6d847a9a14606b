package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A judgement.
 *
 * @param disposition the act: HOLD, FREE, RELEASE, RELEASE_AT_RISK, REJECT, REWORK, SCRAP or RECALL
 * @param expires end of a release at risk
 * @param evidence what it rests on
 */
public record DispositionOrder(
        String entity, String disposition, String reason, Instant expires, String evidence, SignaturePart signature) {}
