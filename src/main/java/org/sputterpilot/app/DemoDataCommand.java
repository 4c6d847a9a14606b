package org.sputterpilot.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.sputterpilot.celltests.ChannelMount;
import org.sputterpilot.celltests.TestFile;
import org.sputterpilot.celltests.db.Originals;
import org.sputterpilot.genealogy.EdgeKind;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.db.DemonstrationRuns;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;

/**
 * {@code demo-data}: fills a demonstration history through the doors that real data takes: foil, coatings, discs, cells,
 * tests, and testers' files that are read and linked. Everything says that it is a demonstration; no real number is laid
 * together with it.
 */
final class DemoDataCommand {
    private static final String WHO = "demonstration";
    private static final String RECIPE = "tio2-32nm-on-zn";
    private static final long SEED = 20_250_101;
    private static final int FOILS = 3;
    private static final int CELLS_A_FOIL = 4;
    private static final double HALF_H = 0.2;
    private static final int POINTS = 6;
    private static final double PLAN_END_H = 1500;
    private static final int CE_CYCLES = 60;

    private final Records records;
    private final Databases.Opened database;
    private final CellArrivals arrivals;
    private final Genealogy genealogy;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Instant now;
    private int cells;
    private int files;

    private DemoDataCommand(Records records, Databases.Opened database, CellArrivals arrivals, Instant now) {
        this.records = records;
        this.database = database;
        this.arrivals = arrivals;
        this.now = now;
        genealogy = records.genealogy();
    }

    /** @return 0 when it is there, 1 when it could not be filled in, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out, PrintStream complaints) {
        try {
            Arguments given = Arguments.parse(args, List.of("--data"), List.of());
            if (!given.words().isEmpty()) {
                throw new IllegalArgumentException("demo-data [--data DIR]");
            }
            Path data = Path.of(given.text("--data", Arguments.environment("SPUTTERPILOT_DATA", "data")));
            Path directory = Path.of(Arguments.environment("PLANT_DIRECTORY", "."));
            PlantReader.Outcome plant = PlantReader.read(directory);
            if (plant.plant().isEmpty()) {
                plant.faults().forEach(complaints::println);
                return 1;
            }
            return fill(plant.plant().get(), directory, data, out);
        } catch (IllegalArgumentException e) {
            complaints.println(e.getMessage());
            return 64;
        } catch (SQLException | IOException | RuntimeException e) {
            complaints.println("The demonstration could not be filled in: " + e.getMessage());
            return 1;
        }
    }

    private static int fill(Plant plant, Path directory, Path data, PrintStream out) throws SQLException, IOException {
        Settings settings = new Settings(
                Settings.Mode.VIRTUAL,
                directory,
                data,
                Duration.ofMillis(100),
                1,
                SEED,
                false,
                Settings.ChamberDoors.ANY,
                Settings.DatabaseSettings.FILE);
        Databases.Opened database = Databases.open(settings);
        try (Records records = new Records(plant, settings, database, OptionalDouble::empty, new FilmBook(plant))) {
            boolean there = records.genealogy().book().list(Kind.CELL, "", 10_000).stream()
                    .anyMatch(cell -> cell.by().equals(WHO));
            if (there) {
                out.println("The demonstration history is there already.");
                return 0;
            }
            Clock clock = Clock.systemUTC();
            try (CellArrivals arrivals = new CellArrivals(
                    records.cellTests(),
                    records.linking(),
                    new Originals(data.resolve("cell-tests")),
                    records.audit(),
                    data,
                    clock)) {
                Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                DemoDataCommand command = new DemoDataCommand(records, database, arrivals, now);
                command.fill();
                records.audit()
                        .append(new AuditTrail.Entry(
                                now, WHO, "demo-data", "", command.cells + " cells", "asked for", "terminal", "done"));
                out.println(command.cells + " demonstration cells with " + command.files
                        + " files; see the page Cells of the server on this data folder.");
            }
        }
        return 0;
    }

    private void fill() throws IOException {
        Instant begun = now.minus(Duration.ofDays(150));
        String lot = add(
                Kind.FOIL_LOT,
                Map.of("supplier", "demonstration", "material", "Zn", "purity", 0.9999, "thicknessUm", 100.0),
                List.of(),
                begun);
        for (int f = 0; f < FOILS; f++) {
            Instant day = begun.plus(Duration.ofDays(5L * f + 1));
            foil(lot, day, Optional.empty());
            String run = "CR-DEMO-%02d".formatted(f + 1);
            DemonstrationRuns.add(
                    database.database(), run, RECIPE, 1, day.plus(Duration.ofHours(2)), normal(32.1, 0.4), 0.35);
            foil(lot, day, Optional.of(run));
        }
    }

    private String add(Kind kind, Map<String, Object> facts, List<Map<String, Object>> parts, Instant at) {
        return genealogy.add(kind, "", facts, parts, WHO, at, true).label();
    }

    private void foil(String lot, Instant day, Optional<String> run) throws IOException {
        String foil = add(Kind.FOIL_PIECE, Map.of("lot", lot, "lengthMm", 60.0, "widthMm", 60.0), List.of(), day);
        Instant coated = day.plus(Duration.ofHours(3));
        run.ifPresent(id -> genealogy.join(EdgeKind.COATED_IN, id, foil, "slot 1 side A", coated, coated));
        boolean bare = run.isEmpty();
        for (int c = 0; c < CELLS_A_FOIL; c++) {
            Instant built = day.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(20L * c));
            double lives = bare ? weibull(2.2, 115) : weibull(1.6, 1900);
            cell(
                    "ZN_ZN",
                    foil,
                    built,
                    50,
                    10,
                    symmetric(Math.min(lives, PLAN_END_H), lives < PLAN_END_H, bare),
                    bare ? 0 : 1,
                    c);
        }
        for (int c = 0; c < 2; c++) {
            Instant built = day.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(20L * c));
            cell("ZN_CU", foil, built, 20, 10, efficiency(bare), bare ? 2 : 3, c);
        }
    }

    private void cell(
            String type,
            String foil,
            Instant built,
            double currentAM2,
            double capacityAhM2,
            String csv,
            int rack,
            int place)
            throws IOException {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (String role : type.equals("ZN_ZN") ? List.of("WE", "CE") : List.of("CE")) {
            String coupon = add(Kind.COUPON, Map.of("foil", foil, "diameterMm", 12.0, "side", "A"), List.of(), built);
            parts.add(Map.of("role", role, "coupon", coupon));
        }
        if (type.equals("ZN_CU")) {
            parts.add(Map.of("role", "WE", "material", "Cu foil, demonstration"));
        }
        parts.add(Map.of("role", "SEPARATOR", "material", "glass fibre, demonstration"));
        String cell = add(
                Kind.CELL,
                Map.of("cellType", type, "builder", WHO, "electrolyteLot", "EL-DEMO-1", "electrolyteUl", 80.0),
                parts,
                built);
        String protocol = type.equals("ZN_ZN") ? "long cycling 5-1" : "plating and stripping 2-1";
        String test = add(
                Kind.TEST,
                Map.of(
                        "cell", cell,
                        "protocol", protocol,
                        "currentDensityAM2", currentAM2,
                        "arealCapacityAhM2", capacityAhM2,
                        "startedAt", built.plus(Duration.ofHours(6)).toString()),
                List.of(),
                built.plus(Duration.ofHours(6)));
        String channel = String.valueOf(1 + cells % 200);
        Instant on = built.plus(Duration.ofHours(5));
        records.linking()
                .mount(
                        cell,
                        new ChannelMount.Channel("demo-tester-" + (rack + 1), "1", channel),
                        protocol,
                        on,
                        Optional.of(new ChannelMount.End(on.plus(Duration.ofDays(70)), WHO, "END_OF_PLAN")),
                        0,
                        WHO);
        cells++;
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        TestFile file = arrivals.arrive(
                        new ByteArrayInputStream(bytes), test + ".bdf.csv", TestFile.Source.DEMONSTRATION, test, WHO)
                .file();
        arrivals.readNow(file.sha256());
        files++;
    }

    /** 5 mA/cm², 1 mAh/cm²: a tip that falls off, slow drift, and a short at the end of its life. */
    private String symmetric(double hours, boolean shorts, boolean bare) {
        double milliamperes = 5 * Math.PI * 1.44 / 4;
        double plateau = normal(bare ? 62 : 41, 2);
        double tip = normal(bare ? 81 : 55, 2);
        double drift = bare ? 0.10 : 0.004;
        int halves = (int) Math.round(hours / HALF_H) + (shorts ? 8 : 0);
        StringBuilder csv = header(halves);
        for (int h = 0; h < halves; h++) {
            boolean dead = shorts && h * HALF_H >= hours;
            int sign = h % 2 == 0 ? -1 : 1;
            for (int p = 0; p < POINTS; p++) {
                double share = (double) p / POINTS;
                double mv = dead ? 1.2 : plateau + drift * h * HALF_H + 4 * share * share + normal(0, 0.3);
                mv = h == 0 && p == 0 ? tip : mv;
                row(csv, (h + share) * HALF_H * 3600, sign * mv / 1e3, sign * milliamperes / 1e3, 1 + h / 2);
            }
        }
        return csv.toString();
    }

    /** 2 mA/cm², 1 mAh/cm² onto copper: what comes back is a little less than what was plated. */
    private String efficiency(boolean bare) {
        double milliamperes = 2 * Math.PI * 1.44 / 4;
        StringBuilder csv = header(2 * CE_CYCLES);
        double at = 0;
        for (int c = 0; c < CE_CYCLES; c++) {
            double first = bare ? 0.951 : 0.965;
            double ce = c == 0 ? normal(first, 0.003) : normal(bare ? 0.988 : 0.9965, bare ? 0.004 : 0.001);
            for (int half = 0; half < 2; half++) {
                double lasts = 0.5 * 3600 * (half == 0 ? 1 : ce);
                int sign = half == 0 ? -1 : 1;
                double mv = bare ? 30 : 12;
                for (int p = 0; p <= 20; p++) {
                    double tip = half == 0 && p == 0 ? 35 : 0;
                    row(
                            csv,
                            at + lasts * p / 20,
                            sign * (mv + tip + normal(0, 0.2)) / 1e3,
                            sign * milliamperes / 1e3,
                            c + 1);
                }
                at += lasts + 10;
            }
        }
        return csv.toString();
    }

    private static StringBuilder header(int halves) {
        return new StringBuilder(halves * POINTS * 40)
                .append("Test Time / s,Voltage / V,Current / A,Cycle Count / 1\n");
    }

    private static void row(StringBuilder csv, double seconds, double volts, double amperes, int cycle) {
        csv.append(String.format(Locale.ROOT, "%.1f,%.5f,%.6f,%d%n", seconds, volts, amperes, cycle));
    }

    private double normal(double mean, double sigma) {
        double u = 1 - random.nextDouble();
        return mean + sigma * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private double weibull(double shape, double scaleH) {
        return scaleH * Math.pow(-Math.log(1 - random.nextDouble()), 1 / shape);
    }
}
