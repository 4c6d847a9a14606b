package org.sputterpilot.hmi.wire;

/**
 * A reviewer signs the matrix.
 *
 * @param role the role signed in; may be left out by who has only one of engineer, safety and qa
 * @param hash SHA-256 of the matrix that was read; may be left out
 */
public record MatrixSigning(String role, String hash, SignaturePart signature) {}
