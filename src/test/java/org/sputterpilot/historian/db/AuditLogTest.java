package org.sputterpilot.historian.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.historian.Turns.START;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.AuditTrail.Entry;

class AuditLogTest {
    @TempDir
    Path data;

    private Database database;
    private AuditTrail audit;

    @BeforeEach
    void open() {
        database = Database.h2(data.resolve("historian")).migrate();
        audit = new AuditLog(database, "PVD-01");
        for (int i = 1; i <= 5; i++) {
            Entry entry = new Entry(
                    START.plusSeconds(i).plusNanos(123), "qa", "run.release", "HOLD", "R" + i, "fine", "local", "done");
            assertThat(audit.append(entry)).isEqualTo(i);
        }
    }

    private void tamper(String sql) {
        assertThat(Transactions.<Integer>durable(database, c -> Statements.change(c, sql)))
                .isPositive();
    }

    @Test
    void entriesComeBackAndTheChainHolds() {
        assertThat(audit.between(START, START.plusSeconds(4), 100))
                .extracting(s -> s.entry().newValue())
                .containsExactly("R1", "R2", "R3");
        assertThat(audit.verify()).isEmpty();
        assertThat(new AuditLog(database, "PVD-01").append(new Entry(START, "qa", "x", "", "", "", "", "refused: no")))
                .isEqualTo(6);
        assertThat(audit.verify()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "who = 'admin'",
                "what = 'run.reject'",
                "old_value = 'PENDING'",
                "new_value = 'R9'",
                "why = ''",
                "origin = 'elsewhere'",
                "result = 'refused'",
                "at = at + interval '1' second",
                "hash = previous_hash"
            })
    void anAlteredEntryIsFound(String change) {
        tamper("update audit set " + change + " where seq = 3");
        assertThat(audit.verify()).contains(3L);
    }

    @Test
    void aRemovedEntryIsFound() {
        tamper("delete from audit where seq = 3");
        assertThat(audit.verify()).containsExactly(4L);
    }

    @Test
    void anOverlongTextIsClippedNotRefused() {
        audit.append(new Entry(START, "x".repeat(999), "w", "", "", "y".repeat(9999), "", ""));
        assertThat(audit.verify()).isEmpty();
    }
}
