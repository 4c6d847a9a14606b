package org.sputterpilot.recipes;

import java.time.Instant;

/** What a person wanted to stand in the record of a run. */
public record RunComment(Instant at, PhaseName phase, String by, String text) {}
