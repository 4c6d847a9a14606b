package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** A reviewer's name under the matrix; what nobody has signed yet has the role and nothing else. */
public record MatrixSignature(String role, String user, String name, String meaning, Instant at) {}
