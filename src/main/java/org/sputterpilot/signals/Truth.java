package org.sputterpilot.signals;

/** The answer to a question about the plant; unknown is an answer, and it is the dangerous one. */
public enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Whether a trip that asks this question must act: yes, unless the answer is a known no. */
    public boolean trips() {
        return this != FALSE;
    }

    /** Whether a permissive that asks this question is given: only by a known yes. */
    public boolean permits() {
        return this == TRUE;
    }

    /** Both must hold; a known no decides, whatever the other is. */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    /** One must hold; a known yes decides, whatever the other is. */
    public Truth or(Truth other) {
        if (this == TRUE || other == TRUE) {
            return TRUE;
        }
        return this == FALSE && other == FALSE ? FALSE : UNKNOWN;
    }

    /** The opposite; the opposite of unknown is unknown. */
    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
