package org.sputterpilot.celltests.statistics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Cells that are taken to be alike, such as those on coated foil.
 *
 * @param name as people call it
 * @param lives of its cells, those dead on arrival not among them
 * @param deadOnArrival cells that never worked
 * @param pooled what differs among them, when somebody asked to pool it nevertheless
 */
public record Arm(String name, List<Lifetime> lives, int deadOnArrival, List<String> pooled) {
    /** A cell with the protocol it was tested by. */
    public record Tested(Lifetime life, Protocol protocol) {}

    public Arm {
        lives = List.copyOf(lives);
        pooled = List.copyOf(pooled);
    }

    /**
     * Lays cells together.
     *
     * @param unlikeToo whether somebody asked to pool unlike protocols; the arm then says what was pooled
     * @throws UnlikeProtocolsException when protocols differ and nobody asked
     */
    public static Arm of(String name, List<Tested> cells, boolean unlikeToo) {
        Set<String> unlike = new LinkedHashSet<>();
        List<Lifetime> lives = new ArrayList<>();
        int dead = 0;
        for (Tested cell : cells) {
            unlike.addAll(cells.get(0).protocol().differences(cell.protocol()));
            if (cell.life().deadOnArrival()) {
                dead++;
            } else {
                lives.add(cell.life());
            }
        }
        if (!unlike.isEmpty() && !unlikeToo) {
            throw new UnlikeProtocolsException(name, List.copyOf(unlike));
        }
        return new Arm(name, lives, dead, List.copyOf(unlike));
    }

    /** Its curve. */
    public Survival survival() {
        return Survival.of(lives);
    }

    /** How many times longer half of this arm lives; empty when one of the medians has not been reached. */
    public OptionalDouble medianRatio(Arm to) {
        OptionalDouble mine = survival().median();
        OptionalDouble other = to.survival().median();
        return mine.isPresent() && other.isPresent() && other.getAsDouble() > 0
                ? OptionalDouble.of(mine.getAsDouble() / other.getAsDouble())
                : OptionalDouble.empty();
    }
}
