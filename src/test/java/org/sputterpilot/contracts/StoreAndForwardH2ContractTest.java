package org.sputterpilot.contracts;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.Journal;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.StoreAndForward;

class StoreAndForwardH2ContractTest extends JournalContract {
    @TempDir
    Path data;

    private StoreAndForward journal;

    @BeforeEach
    void open() {
        journal = StoreAndForward.open(
                StoreAndForward.Settings.of(data.resolve("journal"), "PVD-01"),
                Turns.TAGS,
                Retention.everything(Turns.TAGS.size()),
                Turns.recorder(),
                Database.h2(data.resolve("historian")).migrate());
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected History past() {
        journal.pump();
        return journal.queries();
    }
}
