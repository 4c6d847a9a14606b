package org.sputterpilot.historian.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.historian.Turns.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;

/** The named questions of {@code historian/queries}, asked of a small past. */
class HistorianQueriesTest {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z]+)");
    private static final Map<String, Object> GIVEN =
            Map.of("since", START.minusSeconds(1), "recipe", "tio2-32nm-on-zn", "hours", 500.0);

    @TempDir
    Path data;

    private Database database;
    private final FoilStore[] foils = new FoilStore[1];

    @BeforeEach
    void past() {
        database = FreshH2.in(data.resolve("historian"));
        foils[0] = new FoilStore(database, "PVD-01");
        Turns turns = new Turns();
        try (StoreAndForward journal = StoreAndForward.open(
                StoreAndForward.Settings.of(data.resolve("journal"), "PVD-01"),
                Turns.TAGS,
                Retention.everything(Turns.TAGS.size()),
                Turns.recorder(),
                database)) {
            for (String run : List.of("R1", "R2")) {
                turns.run(run, RunState.RUNNING, PhaseName.DEPOSIT, "F-" + run, "F-shared");
                journal.record(turns.turn());
                if (run.equals("R2")) {
                    turns.tripped("CATHODE_OFF")
                            .say(Event.of("FIRST_OUT", "E5_COOLING_FLOW", "no water"))
                            .say(Event.of("CAUSE", "I16_VOLTAGE_BAND", "voltage"));
                }
                turns.put(Turns.THICKNESS, 31.5e-9).put(Turns.SIGMA, 0.2e-9);
                journal.record(turns.turn());
                turns.run(run, RunState.COMPLETE, PhaseName.DEPOSIT, "F-" + run, "F-shared");
                journal.record(turns.turn());
            }
        }
    }

    private List<List<Object>> ask(String name) throws IOException {
        String sql = Files.readString(Path.of("historian/queries", name + ".sql"));
        String statement = sql.replaceAll("(?m)^--.*$", "");
        List<Object> values = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(statement);
        while (parameter.find()) {
            assertThat(sql).as("%s explains its parameters", name).contains("-- :" + parameter.group(1) + " ");
            assertThat(GIVEN).containsKey(parameter.group(1));
            values.add(GIVEN.get(parameter.group(1)));
        }
        return Transactions.read(
                database,
                c -> Statements.query(
                        c,
                        parameter.replaceAll("?"),
                        row -> {
                            List<Object> cells = new ArrayList<>();
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                cells.add(row.getObject(i));
                            }
                            return cells;
                        },
                        values.toArray()));
    }

    private void insert(String sql, Object... values) {
        Transactions.durable(database, c -> Statements.change(c, sql, values));
    }

    @Test
    void everyNamedQuestionRunsAndSaysWhatItAnswers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("historian/queries"))) {
            List<Path> all = files.filter(f -> f.toString().endsWith(".sql")).toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(3);
            for (Path file : all) {
                String name = file.getFileName().toString().replace(".sql", "");
                assertThat(Files.readString(file)).as(name).startsWith("-- ").contains("?");
                ask(name);
            }
        }
    }

    @Test
    void filmByRunComparesEstimateTargetAndMeasurement() throws IOException {
        insert(
                "insert into characterisation (id, unit, entity_kind, entity_id, run_id, method, quantity,"
                        + " quantity_value, quantity_unit, measured_at, entered_at, entered_by)"
                        + " values ('c1', 'PVD-01', 'WITNESS', 'w1', 'R1', 'XRR', 'thickness', 31, 'nm', ?, ?, 'qa')",
                START,
                START);
        List<List<Object>> rows = ask("film-by-run");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).contains("R1", 31.5, 32.0, 0.2, -0.5, 31.9);
        assertThat(((Number) rows.get(0).get(9)).doubleValue()).isEqualTo(31);
        assertThat(rows.get(1).get(9)).as("not measured is not zero").isNull();
    }

    @Test
    void runsWithTripsNamesTheFirstCause() throws IOException {
        List<List<Object>> rows = ask("runs-with-trips");
        assertThat(rows).singleElement().satisfies(row -> assertThat(row)
                .contains("R2", "E5_COOLING_FLOW", "Deposit", 1));
    }

    @Test
    void runsBehindFadingCellsCountsCensoredCellsApart() throws IOException {
        String foil = foils[0].find("F-R1").orElseThrow().id();
        cell("A", foil, 120.0, false);
        cell("B", foil, 200.0, true);
        cell("C", foil, 900.0, false);
        cell("D", foils[0].find("F-R2").orElseThrow().id(), 100.0, true);
        List<List<Object>> rows = ask("runs-behind-fading-cells");
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.get(0)).isEqualTo("R1");
            assertThat(row.subList(4, 7)).containsExactly(1L, 1L, 3L);
        });
    }

    private void cell(String id, String foil, double life, boolean censored) {
        insert("insert into coupon (id, human_id, unit, foil_id) values (?, ?, 'PVD-01', ?)", id, id, foil);
        insert(
                "insert into cell (id, human_id, unit, cell_type, assembled_at, builder)"
                        + " values (?, ?, 'PVD-01', 'ZN_ZN', ?, 'x')",
                id,
                id,
                START);
        insert("insert into cell_part (cell_id, role, unit, coupon_id) values (?, 'WE', 'PVD-01', ?)", id, id);
        insert(
                "insert into cell_test (id, human_id, cell_id, unit, protocol, life_h, censored)"
                        + " values (?, ?, ?, 'PVD-01', 'strip-plate', ?, ?)",
                id,
                id,
                id,
                life,
                censored);
    }

    // ---------------------------------------------------------------- runs and foils

    @Test
    void everyFoilIsKnownByTheSlotAndTheSideInWhichItWasCoated() {
        Turns turns = new Turns();
        try (StoreAndForward journal = StoreAndForward.open(
                StoreAndForward.Settings.of(data.resolve("journal"), "PVD-01"),
                Turns.TAGS,
                Retention.everything(Turns.TAGS.size()),
                Turns.recorder(),
                database)) {
            turns.run("R3", RunState.RUNNING, PhaseName.LOAD)
                    .load(new Load(
                            "platen-50",
                            List.of(new Load.Item(4, "F-4", Load.Side.B), new Load.Item(1, "F-1", Load.Side.A)),
                            List.of(new Load.Witness(7, "SI-1"))));
            journal.record(turns.turn());
            turns.say(Event.of("NOTE", "x", "the same load, told again"));
            journal.record(turns.turn());
        }
        List<String> places = Transactions.read(
                database,
                c -> Statements.query(
                        c,
                        "select f.human_id, rf.slot, rf.side from run_foil rf join foil_piece f on f.id = rf.foil_id"
                                + " where rf.run_id = 'R3' order by f.human_id",
                        row -> row.getString(1) + " in " + row.getString(2) + row.getString(3)));
        assertThat(places).containsExactly("F-1 in 1A", "F-4 in 4B");
    }

    @Test
    void foilsOfARunAreKnownAndUnknownOnesAreMarkedAsDemonstration() throws SQLException {
        assertThat(foils[0].find("F-R1"))
                .hasValueSatisfying(f -> assertThat(f.demonstration()).isTrue());
        assertThat(foils[0].runsOf("F-shared")).containsExactly("R1", "R2");
        foils[0].mark("F-R1", "HOLD", "thin", "qa", START);
        foils[0].mark("F-R1", "RELEASED", "measured", "qa", START.plus(Duration.ofDays(1)));
        assertThat(foils[0].find("F-R1"))
                .hasValueSatisfying(f -> assertThat(f.disposition()).isEqualTo("RELEASED"));
    }
}
