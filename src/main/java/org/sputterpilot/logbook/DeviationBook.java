package org.sputterpilot.logbook;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.StoredEvent;

/** Where deviations are kept. What a call has written survives a power cut once it returns; nothing is ever changed. */
public interface DeviationBook {
    Optional<Deviation> find(String number);

    /** The one that was opened for this. */
    Optional<Deviation> openedFor(String key);

    /** All of some runs, oldest first. */
    List<Deviation> of(Collection<String> runs);

    /** The newest ones, newest first. */
    List<Deviation> newest(int limit);

    /** The greatest number behind this stem, such as {@code DV-26-}; 0 when there is none. */
    int lastNumber(String stem);

    /** A deviation that a person opens. */
    void add(Deviation opened);

    /** One more entry; an entry of that number must not be there. */
    void add(String number, Deviation.Entry entry);

    /** The oldest events nobody has looked at, whole turns of them; none when all were. */
    List<StoredEvent> unheard();

    /**
     * Events were looked at, up to this turn: what they open, and what happened again, all of it or nothing.
     *
     * @param until journal number of the last turn that was looked at
     * @param opened what is new
     * @param again what is open already, each with its newest entry as the one to be added
     */
    void heard(long until, List<Deviation> opened, List<Deviation> again);

    /** Deviations of runs of which a closing stands in no record yet. */
    List<Deviation> unfiled();

    /** A closing is an addendum of its run's record; said twice, it is as said once. */
    void filed(String number, int entry, int addendum);
}
