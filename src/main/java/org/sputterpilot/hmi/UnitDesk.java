package org.sputterpilot.hmi;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.hmi.wire.CommandLife;
import org.sputterpilot.hmi.wire.LivePermissive;
import org.sputterpilot.hmi.wire.MatrixPage;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagTable;

/**
 * The counter at which the web edge sees the unit and hands in what people ask for. Until the unit is up, everything
 * but {@link #facts}, {@link #ready} and {@link #picture} is refused as not ready.
 */
public interface UnitDesk {
    /**
     * What does not change while the program runs.
     *
     * @param mode virtual, shadow or live
     * @param chamber name of the unit
     * @param plantHash hash of the plant files in force, empty until they are read
     * @param version of the program
     */
    record Facts(String mode, String chamber, String plantHash, String version) {
        /** Whether the plant is the virtual chamber. */
        public boolean isVirtual() {
            return mode.equals("virtual");
        }
    }

    Facts facts();

    /** Whether the cycle turns and commands are taken. */
    boolean ready();

    /** How many seconds of plant time pass in one. */
    double speed();

    /** The unit after its last turn, or empty before the first. */
    Optional<UnitPicture> picture();

    TagTable tags();

    /** Hands a request to the next turn. */
    void post(Request request);

    /** What a start of this recipe waits for; the recipe in force when it is empty. */
    List<LivePermissive> permissives(String recipe);

    /** The cause-and-effect matrix, live. */
    MatrixPage matrix();

    /** What became of a command of a person. */
    Optional<CommandLife> command(long id);
}
