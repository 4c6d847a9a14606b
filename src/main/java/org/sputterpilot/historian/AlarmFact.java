package org.sputterpilot.historian;

/**
 * One alarm that changed its state in this turn.
 *
 * @param id the alarm's id
 * @param state the ISA-18.2 state it is in now
 * @param text what an operator reads
 * @param who who acknowledged or shelved it, or empty
 */
public record AlarmFact(String id, String state, String text, String who) {}
