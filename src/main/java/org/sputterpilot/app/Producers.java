package org.sputterpilot.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.FoilRegister;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.hmi.CalibrationDesk;
import org.sputterpilot.hmi.ChamberDesk;
import org.sputterpilot.hmi.RecipeDesk;
import org.sputterpilot.hmi.RunDesk;
import org.sputterpilot.hmi.UnitDesk;
import org.sputterpilot.security.Accounts;
import org.sputterpilot.security.db.AccountFile;
import org.sputterpilot.security.db.DemonstrationAccounts;
import org.sputterpilot.security.db.RememberedAccounts;
import org.sputterpilot.signals.TagId;

/** Hands the parts of the unit to whoever serves pages; before the unit is up they answer "not ready". */
@ApplicationScoped
public class Producers {
    private static final Logger LOG = Logger.getLogger(Producers.class);

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @ApplicationScoped
    Accounts accounts(SputterpilotConfig config) {
        if (config.mode() == Settings.Mode.VIRTUAL) {
            return new RememberedAccounts(new DemonstrationAccounts(), System::nanoTime);
        }
        AccountFile file = new AccountFile(config.data().resolve("accounts"));
        file.oneTimePassword()
                .ifPresent(password ->
                        LOG.warnf("First start: sign in as 'admin' with '%s'. It is told once, here.", password));
        return new RememberedAccounts(file, System::nanoTime);
    }

    @Produces
    @ApplicationScoped
    UnitDesk unit(
            ControlRoom room,
            SputterpilotConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        return new UnitCounter(room, config.mode().word(), version);
    }

    @Produces
    @ApplicationScoped
    RunDesk runs(ControlRoom room) {
        return new RunCounter(room);
    }

    @Produces
    @ApplicationScoped
    ChamberDesk chamber(ControlRoom room, SputterpilotConfig config) {
        return new ChamberCounter(room, config.mode() == Settings.Mode.VIRTUAL);
    }

    @Produces
    @ApplicationScoped
    History history(ControlRoom room) {
        return new LateHistory(room);
    }

    @Produces
    @ApplicationScoped
    FoilRegister foils(ControlRoom room) {
        return new LateFoils(room);
    }

    @Produces
    @ApplicationScoped
    CalibrationDesk calibration(ControlRoom room) {
        return new CalibrationCounter(room);
    }

    @Produces
    @ApplicationScoped
    RecipeDesk recipes(ControlRoom room) {
        return new RecipeCounter(room);
    }

    @Produces
    @ApplicationScoped
    AuditTrail audit(ControlRoom room) {
        return new LateAudit(room);
    }

    /** The history of the unit, once there is one. */
    private record LateHistory(ControlRoom room) implements History {
        private History now() {
            return room.running().records().history();
        }

        @Override
        public Series history(TagId tag, Instant from, Instant to, int points) {
            return now().history(tag, from, to, points);
        }

        @Override
        public Optional<Series.Point> lastKnown(TagId tag, Instant at) {
            return now().lastKnown(tag, at);
        }

        @Override
        public List<StoredEvent> events(Instant from, Instant to, String kind, int limit) {
            return now().events(from, to, kind, limit);
        }

        @Override
        public List<RunRow> runs(int limit) {
            return now().runs(limit);
        }

        @Override
        public Optional<RunRow> run(String id) {
            return now().run(id);
        }

        @Override
        public List<PhaseRow> phases(String runId) {
            return now().phases(runId);
        }

        @Override
        public Optional<String> record(String runId) {
            return now().record(runId);
        }
    }

    /** The foils of the unit, once there is one. */
    private record LateFoils(ControlRoom room) implements FoilRegister {
        private FoilRegister now() {
            return room.running().records().foils();
        }

        @Override
        public Optional<Foil> find(String humanId) {
            return now().find(humanId);
        }

        @Override
        public Foil findOrDemonstrate(String humanId, String by, Instant at) {
            return now().findOrDemonstrate(humanId, by, at);
        }

        @Override
        public void mark(String humanId, String disposition, String reason, String who, Instant at) {
            now().mark(humanId, disposition, reason, who, at);
        }

        @Override
        public List<String> runsOf(String humanId) {
            return now().runsOf(humanId);
        }

        @Override
        public List<Foil> foils(int limit) {
            return now().foils(limit);
        }
    }

    /** The audit of the unit, once there is one. */
    private record LateAudit(ControlRoom room) implements AuditTrail {
        private AuditTrail now() {
            return room.running().records().audit();
        }

        @Override
        public long append(Entry entry) {
            return now().append(entry);
        }

        @Override
        public List<Stored> between(Instant from, Instant to, int limit) {
            return now().between(from, to, limit);
        }

        @Override
        public List<Long> verify() {
            return now().verify();
        }
    }
}
