package org.sputterpilot.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.sputterpilot.hmi.Doorkeeper;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.security.PasswordHashing;
import org.sputterpilot.security.UserBook;
import org.sputterpilot.security.UserRegister;
import org.sputterpilot.security.db.FirstUsers;
import org.sputterpilot.security.db.UserStore;

/**
 * Where the server keeps its unit. The pages are served first and say "not ready"; the unit is put together behind
 * them.
 */
@ApplicationScoped
public class ControlRoom {
    private static final Logger LOG = Logger.getLogger(ControlRoom.class);

    @Inject
    SputterpilotConfig config;

    @ConfigProperty(name = "plant.directory", defaultValue = ".")
    Path plantDirectory;

    @ConfigProperty(name = "quarkus.http.host")
    String host;

    @Inject
    UserRegister users;

    @Inject
    PasswordHashing hashing;

    @Inject
    CycleMeter meter;

    private volatile RunningUnit unit;
    private volatile boolean closing;
    private volatile TimedStarts timed;
    private Thread builder;

    void open(@Observes StartupEvent event) {
        if (users.demonstration() && !Doorkeeper.isLoopbackName(host)) {
            throw new IllegalStateException("quarkus.http.host is " + host
                    + ": a server with demonstration users listens to its own machine only (127.0.0.1)");
        }
    }

    /** The pages come first: putting the unit together would only take the processor from them. */
    void begin(@ObservesAsync HttpServerStart pagesServed) {
        beginOnce();
    }

    void beginSecured(@ObservesAsync HttpsServerStart pagesServed) {
        beginOnce();
    }

    private synchronized void beginOnce() {
        if (builder == null) {
            builder = new Thread(this::build, "assembly");
            builder.start();
        }
    }

    private void build() {
        try {
            Settings settings = Settings.of(config, plantDirectory);
            PlantReader.Outcome outcome = PlantReader.read(plantDirectory);
            if (!outcome.faults().isEmpty()) {
                outcome.faults().forEach(fault -> LOG.error(fault));
                LOG.errorf(
                        "%d mistakes in the plant files; nothing is started",
                        outcome.faults().size());
                giveUp();
                return;
            }
            Plant plant = outcome.plant().orElseThrow();
            LongConsumer turnNanos = meter::turn;
            RunningUnit started = RunningUnit.start(plant, settings, () -> archive(settings), turnNanos, LOG::info);
            synchronized (this) {
                if (closing) {
                    started.close();
                    return;
                }
                unit = started;
                timed = new TimedStarts(this);
            }
            LOG.infof(
                    "%s is up in %s mode, plant %s",
                    plant.unit().unit(), settings.mode().word(), plant.hash().substring(0, 12));
        } catch (SQLException | RuntimeException | Error e) {
            LOG.error("The unit could not be put together", e);
            giveUp();
        }
    }

    /** People may sign in as soon as the archive is open; the unit follows. */
    private Databases.Opened archive(Settings settings) throws SQLException {
        Databases.Opened opened = Databases.open(settings);
        know(new UserStore(opened.database()), settings);
        return opened;
    }

    private void know(UserBook book, Settings settings) {
        users.open(book);
        FirstUsers.enter(
                        users,
                        hashing,
                        settings.data().resolve("accounts"),
                        Clock.systemUTC().instant())
                .ifPresent(first -> LOG.warnf(
                        "First start: sign in as '%s' with '%s'. It is told once, here, and has to be changed.",
                        first.user(), first.password()));
        users.begin();
    }

    private void giveUp() {
        if (!closing) {
            Quarkus.asyncExit(1);
        }
    }

    void close(@Observes ShutdownEvent event) {
        TimedStarts starts = timed;
        if (starts != null) {
            starts.close();
        }
        RunningUnit running;
        synchronized (this) {
            closing = true;
            running = unit;
        }
        if (running != null) {
            running.close();
        }
    }

    /** The unit, or empty while it is being put together. */
    Optional<RunningUnit> unit() {
        return Optional.ofNullable(unit);
    }

    /** @throws Refusal while the unit is being put together */
    RunningUnit running() {
        return unit().orElseThrow(() -> Refusal.unavailable("The unit is being put together; try again in a moment."));
    }
}
