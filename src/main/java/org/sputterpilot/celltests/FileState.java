package org.sputterpilot.celltests;

import java.util.Optional;
import org.sputterpilot.signals.Transitions;

/** How far a tester's file has been read. Its bytes are kept whatever becomes of it. */
public enum FileState {
    /** Its bytes are kept; nobody has read it yet. */
    RECEIVED,
    READING,
    /** Its records and what follows from them are in the database, all of them or none. */
    READ,
    /** It says why. */
    UNREADABLE;

    /** What moves it. */
    public enum Act {
        TAKE,
        FINISH,
        GIVE_UP,
        /** The program ended while it was being read. */
        CUT_OFF,
        /** Somebody asks for it to be read again, by a newer reader for example. */
        AGAIN
    }

    public static final Transitions<FileState, Act> TABLE = Transitions.of(FileState.class, Act.class, """
            from       | TAKE    | FINISH | GIVE_UP    | CUT_OFF  | AGAIN
            RECEIVED   | READING |        |            |          |
            READING    |         | READ   | UNREADABLE | RECEIVED |
            READ       |         |        |            |          |
            UNREADABLE |         |        |            |          | RECEIVED
            """);

    /** Where the act leads, or empty when it is refused. */
    public Optional<FileState> after(Act act) {
        return TABLE.next(this, act);
    }
}
