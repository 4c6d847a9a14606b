package org.sputterpilot.contracts;

import org.sputterpilot.historian.History;
import org.sputterpilot.historian.Journal;
import org.sputterpilot.historian.MemoryJournal;
import org.sputterpilot.historian.Turns;

class MemoryJournalContractTest extends JournalContract {
    private final MemoryJournal journal = new MemoryJournal(Turns.recorder());

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected History past() {
        return journal;
    }
}
