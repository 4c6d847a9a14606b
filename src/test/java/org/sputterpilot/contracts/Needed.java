package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What a test needs besides a JDK and Maven. A plain clone may lack it, and the test is skipped with a reason; where
 * the reference data are, everything is promised, and a test that is skipped in silence would be a promise broken.
 */
public final class Needed {
    private Needed() {}

    /** Goes on only when it is there. */
    public static void here(boolean there, String otherwise) {
        if (System.getenv("SPUTTERPILOT_REFERENCE_DATA") == null) {
            assumeTrue(there, otherwise);
        } else {
            assertThat(there).as(otherwise).isTrue();
        }
    }
}
