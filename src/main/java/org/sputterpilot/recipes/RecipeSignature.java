package org.sputterpilot.recipes;

import org.sputterpilot.security.Signature;

/**
 * A name under an act on one version, bound to the text that was signed.
 *
 * @param act what was signed
 * @param hash SHA-256 of the text at that moment
 * @param signature who, what it means, when
 * @param comment why, in the person's words; may be empty
 */
public record RecipeSignature(RecipeAct act, String hash, Signature signature, String comment) {}
