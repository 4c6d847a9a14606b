package org.sputterpilot.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.FoilRegister;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.SignatureBook;
import org.sputterpilot.historian.SignedRecord;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.hmi.AlarmDesk;
import org.sputterpilot.hmi.ArchiveDesk;
import org.sputterpilot.hmi.CalibrationDesk;
import org.sputterpilot.hmi.CellTestDesk;
import org.sputterpilot.hmi.CertificateDesk;
import org.sputterpilot.hmi.ChamberDesk;
import org.sputterpilot.hmi.DeviationDesk;
import org.sputterpilot.hmi.Doorkeeper;
import org.sputterpilot.hmi.FilmDesk;
import org.sputterpilot.hmi.ForecastDesk;
import org.sputterpilot.hmi.GenealogyDesk;
import org.sputterpilot.hmi.GoldenDesk;
import org.sputterpilot.hmi.HttpLimits;
import org.sputterpilot.hmi.LinkDesk;
import org.sputterpilot.hmi.MaintenanceDesk;
import org.sputterpilot.hmi.MatrixDesk;
import org.sputterpilot.hmi.RecipeDesk;
import org.sputterpilot.hmi.RecordDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.ReplayDesk;
import org.sputterpilot.hmi.RunDesk;
import org.sputterpilot.hmi.ShadowDesk;
import org.sputterpilot.hmi.SignatureMeanings;
import org.sputterpilot.hmi.SiteIdentity;
import org.sputterpilot.hmi.StatisticsDesk;
import org.sputterpilot.hmi.ToolLogDesk;
import org.sputterpilot.hmi.UnitDesk;
import org.sputterpilot.security.Errands;
import org.sputterpilot.security.PasswordHashing;
import org.sputterpilot.security.Proofs;
import org.sputterpilot.security.Sessions;
import org.sputterpilot.security.Signature;
import org.sputterpilot.security.UserRegister;
import org.sputterpilot.security.db.PasswordHashes;
import org.sputterpilot.signals.TagId;

/** Hands the parts of the unit to whoever serves pages; before the unit is up they answer "not ready". */
@ApplicationScoped
public class Producers {
    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    PasswordHashing hashing() {
        return new PasswordHashes();
    }

    @Produces
    @Singleton
    UserRegister users(SputterpilotConfig config, PasswordHashing hashing) {
        return new UserRegister(
                hashing,
                UserRules.passwords(config.passwords()),
                UserRules.patience(config.signIn()),
                config.mode() == Settings.Mode.VIRTUAL && config.demonstrationUsers());
    }

    @Produces
    @Singleton
    Sessions sessions(SputterpilotConfig config) {
        return new Sessions(
                new Sessions.Rule(config.session().idleLock(), config.session().longest()));
    }

    @Produces
    @Singleton
    SiteIdentity identity(SputterpilotConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        return UserRules.identity(config.oidc(), Doorkeeper.isLoopbackName(host));
    }

    @Produces
    @Singleton
    Errands errands() {
        return new Errands();
    }

    @Produces
    @Singleton
    Proofs proofs() {
        return new Proofs();
    }

    @Produces
    @Singleton
    HttpLimits limits(SputterpilotConfig config) {
        return UserRules.limits(config.limits());
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
    ShadowDesk shadow(ControlRoom room) {
        return () ->
                room.running().shadow().page().orElseThrow(() -> Refusal.unavailable("The unit has not turned yet."));
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
    AlarmDesk alarms(ControlRoom room) {
        return new AlarmCounter(room);
    }

    @Produces
    @ApplicationScoped
    CalibrationDesk calibration(ControlRoom room) {
        return new CalibrationCounter(room);
    }

    @Produces
    @ApplicationScoped
    ForecastDesk forecasts(ControlRoom room) {
        return new ForecastCounter(room);
    }

    @Produces
    @ApplicationScoped
    FilmDesk films(ControlRoom room) {
        return new FilmCounter(room);
    }

    @Produces
    @ApplicationScoped
    GoldenDesk golden(ControlRoom room) {
        return new GoldenCounter(room);
    }

    @Produces
    @ApplicationScoped
    ReplayDesk replays(ControlRoom room) {
        return new ReplayCounter(room);
    }

    @Produces
    @ApplicationScoped
    MaintenanceDesk maintenance(ControlRoom room) {
        return new MaintenanceCounter(room);
    }

    @Produces
    @ApplicationScoped
    MatrixDesk matrix(ControlRoom room, Clock clock) {
        return new MatrixCounter(room, clock);
    }

    @Produces
    @ApplicationScoped
    CertificateDesk certificates(ControlRoom room, SputterpilotConfig config, Clock clock) {
        return new CertificateCounter(room, config.data(), clock);
    }

    @Produces
    @ApplicationScoped
    LinkDesk links(ControlRoom room) {
        return new LinkCounter(room);
    }

    @Produces
    @ApplicationScoped
    RecipeDesk recipes(ControlRoom room) {
        return new RecipeCounter(room);
    }

    @Produces
    @ApplicationScoped
    GenealogyDesk genealogy(ControlRoom room, RecipeDesk recipes, Clock clock) {
        return new GenealogyCounter(room, recipes, clock);
    }

    @Produces
    @ApplicationScoped
    CellTestDesk cellTests(ControlRoom room, GenealogyDesk genealogy) {
        return new CellTestCounter(room, genealogy);
    }

    @Produces
    @ApplicationScoped
    StatisticsDesk statistics(ControlRoom room, GenealogyDesk genealogy, RecipeDesk recipes, Clock clock) {
        return new CellStatistics(room, genealogy, recipes, clock);
    }

    @Produces
    @ApplicationScoped
    DeviationDesk deviations(ControlRoom room) {
        return new DeviationCounter(room);
    }

    @Produces
    @ApplicationScoped
    RecordDesk sealedRecords(ControlRoom room) {
        return new SealCounter(room);
    }

    @Produces
    @ApplicationScoped
    ArchiveDesk archive(ControlRoom room, SputterpilotConfig config, Clock clock) {
        return new ArchiveCounter(room, config.backups().orElse(config.data().resolve("backups")), clock);
    }

    @Produces
    @ApplicationScoped
    ToolLogDesk toolLogs(ControlRoom room) {
        return new ToolLogCounter(room);
    }

    @Produces
    @ApplicationScoped
    AuditTrail audit(ControlRoom room) {
        return new LateAudit(room);
    }

    @Produces
    @Singleton
    SignatureMeanings meanings(SputterpilotConfig config) {
        return new SignatureMeanings(config.signatures().meanings());
    }

    @Produces
    @ApplicationScoped
    SignatureBook signatures(ControlRoom room) {
        return new LateSignatures(room);
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
        public List<StoredEvent> newestOf(List<String> kinds, Instant at) {
            return now().newestOf(kinds, at);
        }

        @Override
        public Optional<RunRow> runAt(Instant at) {
            return now().runAt(at);
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

        @Override
        public Optional<String> control(String runId) {
            return now().control(runId);
        }

        @Override
        public Optional<String> progress(String runId) {
            return now().progress(runId);
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
        public List<Stored> find(Search search) {
            return now().find(search);
        }

        @Override
        public AuditProof verify() {
            return now().verify();
        }
    }

    /** The signatures of the unit, once there is one. */
    private record LateSignatures(ControlRoom room) implements SignatureBook {
        private SignatureBook now() {
            return room.running().records().names();
        }

        @Override
        public SignedRecord sign(String act, String object, Map<String, ?> content, Signature by) {
            return now().sign(act, object, content, by);
        }

        @Override
        public Optional<SignedRecord> find(String id) {
            return now().find(id);
        }

        @Override
        public List<SignedRecord> under(String object) {
            return now().under(object);
        }

        @Override
        public Optional<String> publicKey(String keyId) {
            return now().publicKey(keyId);
        }
    }
}
