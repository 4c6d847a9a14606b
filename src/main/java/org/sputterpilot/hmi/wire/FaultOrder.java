package org.sputterpilot.hmi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A fault to inject into the virtual chamber, for example {@code {fault: "water-loss", after: "5 s", for: "30 s"}}. */
public record FaultOrder(
        String fault, String after, @JsonProperty("for") String duration) {}
