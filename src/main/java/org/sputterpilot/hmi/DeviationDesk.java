package org.sputterpilot.hmi;

import java.util.Optional;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.logbook.Deviations;

/** The counter where deviations are opened, written up and closed. */
public interface DeviationDesk {
    /** The deviation book, with everything in it that has happened until now. */
    Deviations deviations();

    /** A run, by its id. */
    Optional<RunRow> run(String id);

    /** One of a run was closed: its record has one addendum more. */
    void closed();
}
