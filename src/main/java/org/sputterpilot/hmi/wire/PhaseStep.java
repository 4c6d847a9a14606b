package org.sputterpilot.hmi.wire;

/** One phase of the run as the timeline shows it: DONE, CURRENT, FUTURE or STOPPED. */
public record PhaseStep(String name, String state, Double plannedS, Double elapsedS, String endsWhen) {}
