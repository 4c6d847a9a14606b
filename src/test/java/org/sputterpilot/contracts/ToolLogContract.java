package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.HistorianQueries;
import org.sputterpilot.historian.db.ToolLogStore;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.ImportsReader;
import org.sputterpilot.security.Secrets;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.toollogs.LogMapping;
import org.sputterpilot.toollogs.LogReader;
import org.sputterpilot.toollogs.ToolLog;

/** The log of a real tool becomes a run of that tool, and every value comes back, whichever database it is. */
abstract class ToolLogContract {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path folder;

    private Database database;

    protected abstract Database emptyDatabase() throws Exception;

    @BeforeEach
    void tables() throws Exception {
        database = emptyDatabase().migrate();
    }

    private static LogMapping lesker() {
        Faults faults = new Faults();
        LogMapping found = ImportsReader.read(Path.of("."), faults).stream()
                .filter(one -> one.id().equals("lesker"))
                .findFirst()
                .orElseThrow();
        assertThat(faults.sorted()).isEmpty();
        return found;
    }

    private static byte[] shared() throws Exception {
        String where = System.getenv("SPUTTERPILOT_REFERENCE_DATA");
        Needed.here(where != null, "no reference data: set SPUTTERPILOT_REFERENCE_DATA");
        return Files.readAllBytes(Path.of(where, "tool-logs", "lesker-recording-set-2025-07-07.csv"));
    }

    private static ToolLogStore.Origin origin(byte[] bytes) {
        return new ToolLogStore.Origin(
                "LESKER", "log.csv", Secrets.sha256(bytes), bytes.length, "lesker", "0".repeat(64), "emil", NOW);
    }

    @Test
    void everyValueOfARealLogComesBackAndItsPhasesAreFound() throws Exception {
        byte[] bytes = shared();
        ToolLog log = LogReader.read(bytes, lesker());
        ToolLogStore store = new ToolLogStore(database);
        ToolLogStore.Imported imported = store.add(log, origin(bytes));

        assertThat(imported.rows()).isEqualTo(5578);
        assertThat(imported.from()).isEqualTo("2025-07-07T13:31:02.806Z");
        assertThat(imported.to()).isEqualTo("2025-07-07T15:04:29.054Z");
        assertThat(log.unknown()).isEmpty();
        assertThat(store.columns(imported.run())).hasSize(116);

        List<String[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(Files.write(folder.resolve("log.csv"), bytes));
        for (String line : lines.subList(4, lines.size())) {
            rows.add(line.split(",", -1));
        }
        String[] names = lines.get(3).split(",", -1);
        Map<String, ToolLogStore.Column> columns = new HashMap<>();
        store.columns(imported.run()).forEach(column -> columns.put(column.name(), column));
        long compared = 0;
        for (int i = 1; i < names.length; i++) {
            ToolLogStore.Column column = columns.get(names[i].strip());
            Series series = store.history(imported, column.tag(), imported.from(), imported.to(), 0);
            assertThat(series.points()).as(names[i]).hasSize(rows.size());
            for (int row = 0; row < rows.size(); row++) {
                Series.Point point = series.points().get(row);
                String cell = rows.get(row)[i].strip();
                boolean same = column.labels().isEmpty()
                        ? Double.parseDouble(cell) == point.value()
                        : column.labels().get((int) point.value()).equals(cell);
                if (!same || point.quality() != Quality.GOOD) {
                    assertThat(point.value()).as("%s, row %d", names[i], row).isEqualTo(cell);
                }
                compared++;
            }
        }
        assertThat(compared).isEqualTo(116 * 5578).isEqualTo(imported.samples());
        assertThat((double) imported.storedBytes() / imported.samples())
                .as("bytes a value")
                .isLessThan(1.5);

        List<ToolLogStore.Phase> phases = store.phases(imported.run());
        assertThat(phases)
                .extracting(ToolLogStore.Phase::name)
                .containsExactly("Idle", "Presputter", "Heat", "Deposit", "Cool", "Idle");
        assertThat(phases.get(3).from()).as("the shutter").isEqualTo("2025-07-07T14:10:05.013Z");
        assertThat(phases.get(0).from()).isEqualTo(imported.from());
        for (int i = 1; i < phases.size(); i++) {
            assertThat(phases.get(i).from()).isEqualTo(phases.get(i - 1).to());
        }
        assertThat(Duration.between(phases.get(3).from(), phases.get(3).to()))
                .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(22));
        System.out.printf(
                "tool log: %d values, %d bytes stored, %.3f bytes a value%n",
                imported.samples(), imported.storedBytes(), (double) imported.storedBytes() / imported.samples());
    }

    /** What other tools did is none of ours: no run of this unit, nothing to learn from, nothing to release. */
    @Test
    void anImportedLogIsNoRunOfThisUnitAndIsImportedOnce() throws Exception {
        byte[] bytes =
                "Time Stamp,PC MFC 1 Flow\nJul-07-2025 03:31:02.806 PM,1\nJul-07-2025 03:31:03.806 PM,2\n".getBytes();
        ToolLogStore store = new ToolLogStore(database);
        ToolLog log = LogReader.read(bytes, lesker());
        ToolLogStore.Imported imported = store.add(log, origin(bytes));
        assertThat(store.find(Secrets.sha256(bytes))).hasValue(imported);
        assertThat(HistorianQueries.of(database, "PVD-01").runs(10)).isEmpty();
        assertThat(HistorianQueries.of(database, "LESKER").runs(10))
                .singleElement()
                .satisfies(run -> assertThat(run.production()).isFalse());

        byte[] more = (new String(bytes) + "\n").getBytes();
        assertThatThrownBy(() -> store.add(log, origin(more)))
                .as("the same time of the same tool")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(imported.run());
    }
}
