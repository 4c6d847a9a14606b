package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.Backup;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Restore;
import org.sputterpilot.historian.db.StoredBooks;
import org.sputterpilot.historian.db.Transfer;

/** The same promises on PostgreSQL, and the way from one database to the other. */
class BackupPostgresContractTest extends BackupContract {
    @RegisterExtension
    static final OnPostgres SERVER = new OnPostgres();

    @Override
    protected Database emptyDatabase(String name) throws Exception {
        return bare();
    }

    /** Without tables, whatever the server hands out. */
    private static Database bare() throws Exception {
        Database database = SERVER.emptyDatabase();
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        }
        return database;
    }

    @Test
    void aSiteThatOutgrewItsFileMovesToAServerWithEveryRow() throws Exception {
        Database file = Database.h2(folder.resolve("file").resolve("historian"));
        Backup.make(folder.resolve("b.zip"), database, data, of(false), Turns.START);
        Restore.into(folder.resolve("b.zip"), folder.resolve("restored"), file);
        Database server = bare();

        List<Transfer.Moved> moved = Transfer.between(file, server);
        assertThat(moved)
                .filteredOn(table -> table.rows() > 0)
                .extracting(Transfer.Moved::table)
                .contains("run", "event", "audit", "edge", "foil_piece");
        assertThat(StoredBooks.check(server, Optional.empty()).rows()).isEqualTo(3);
        assertThat(StoredBooks.check(server, Optional.empty()).breaks()).isEmpty();

        assertThatThrownBy(() -> Transfer.between(file, server))
                .as("a server that holds something")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds rows already");
    }
}
