package org.sputterpilot.film;

import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** What the film is now, and how sure we are: integrates the rate model over what the instruments say. */
public final class FilmObserver {
    /**
     * An observer before any run.
     *
     * @param erodedAtoms what the target has lost since it was new
     */
    public FilmObserver(TagTable tags, FilmModel model, double erodedAtoms) {}

    /** Fills the film and target tags of this turn. */
    public void derive(ProcessImage measured, ProcessImage.Builder into, Tick tick) {}

    /** What the target has lost since it was new, in titanium atoms; kept across restarts. */
    public double erodedAtoms() {
        return 0;
    }
}
