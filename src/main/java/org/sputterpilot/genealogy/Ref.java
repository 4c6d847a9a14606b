package org.sputterpilot.genealogy;

/**
 * One thing of the genealogy.
 *
 * @param id opaque and permanent; of a run its own id
 */
public record Ref(Kind kind, String id) {}
