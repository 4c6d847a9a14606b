package org.sputterpilot.equipment;

/**
 * An equipment module somebody holds.
 *
 * @param id in {@code equipment/chamber.yaml}
 * @param title words an operator would say
 * @param byHand whether a person moves it in the holder's name
 */
public record HeldModule(String id, String title, boolean byHand) {}
