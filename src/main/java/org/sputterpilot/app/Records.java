package org.sputterpilot.app;

import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.historian.FoilRegister;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.historian.db.AuditLog;
import org.sputterpilot.historian.db.CalibrationStore;
import org.sputterpilot.historian.db.FoilStore;
import org.sputterpilot.historian.db.RecipeStore;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.recipes.RecipeBook;

/** Everything that remembers: journal, database, and the questions that can be asked of them. */
final class Records implements AutoCloseable {
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN_NANOS = 20_000_000;

    private final Databases.Opened opened;
    private final StoreAndForward journal;
    private final History history;
    private final AuditTrail audit;
    private final FoilRegister foils;
    private final CalibrationBook calibrations;
    private final RecipeBook recipes;

    /** @param trueFilmNm the film as the virtual chamber knows it; empty on a real one */
    Records(Plant plant, Settings settings, Supplier<OptionalDouble> trueFilmNm) throws SQLException {
        String unit = plant.unit().unit();
        opened = Databases.open(settings);
        journal = StoreAndForward.open(
                StoreAndForward.Settings.of(settings.data().resolve("journal"), unit),
                plant.tags(),
                plant.retention(),
                new RunRecorder(unit, plant.hash(), settings.isVirtual(), trueFilmNm),
                opened.database());
        history = journal.queries();
        audit = new AuditLog(opened.database(), unit);
        foils = new FoilStore(opened.database(), unit);
        calibrations = new CalibrationStore(opened.database(), unit);
        recipes = new RecipeStore(opened.database(), unit);
        journal.start();
    }

    StoreAndForward journal() {
        return journal;
    }

    History history() {
        return history;
    }

    AuditTrail audit() {
        return audit;
    }

    FoilRegister foils() {
        return foils;
    }

    CalibrationBook calibrations() {
        return calibrations;
    }

    RecipeBook recipes() {
        return recipes;
    }

    /** Waits until a run that has just been accepted can be asked for, and survives a power cut; not for ever. */
    void awaitRun(String runId, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (history.run(runId).isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(Math.min(left, LOOK_AGAIN_NANOS));
        }
    }

    /** Whether the database answers. */
    boolean databaseAnswers() {
        try (var connection = opened.source().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        journal.awaitMoved(PATIENCE_AT_END);
        journal.close();
        opened.close();
    }
}
