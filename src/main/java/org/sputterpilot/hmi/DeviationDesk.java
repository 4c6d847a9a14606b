package org.sputterpilot.hmi;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.logbook.Deviations;
import org.sputterpilot.logbook.RefusedException;

/** The counter where deviations are opened, written up and closed. */
public interface DeviationDesk {
    /** The deviation book, with everything in it that has happened until now. */
    Deviations deviations();

    /** A run, by its id. */
    Optional<RunRow> run(String id);

    /** One of a run was closed: its record has one addendum more. */
    void closed();

    /** Does something and says in the words of the web why it was refused. */
    static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException e) {
            throw switch (e.kind()) {
                case UNKNOWN -> Refusal.unknown(e.getMessage());
                case STATE, PERSON ->
                    Refusal.conflict(e.getMessage(), List.of(new Violation(e.field(), e.rule(), e.getMessage())));
                case RULE -> Refusal.rule(e.field(), e.rule(), e.getMessage());
            };
        }
    }
}
