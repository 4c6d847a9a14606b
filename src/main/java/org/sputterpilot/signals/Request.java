package org.sputterpilot.signals;

/**
 * Something a person (or a script in a person's name) asks of the plant. The cycle takes it at "sense"; the room it is
 * meant for answers it in the same turn. Each room defines its own kinds as records.
 */
public interface Request {
    /** Who asks: the user name, or the console for an abort without sign-in. */
    String by();

    /** Why, in the person's words; may be empty where no reason is demanded. */
    String reason();

    /** The return envelope. */
    Reply reply();
}
