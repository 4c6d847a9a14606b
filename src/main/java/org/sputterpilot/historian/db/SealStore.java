package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.RunSeal;
import org.sputterpilot.historian.SealBook;
import org.sputterpilot.historian.SealProof;
import org.sputterpilot.historian.Sealed;
import org.sputterpilot.security.Signature;
import org.sputterpilot.signals.TagTable;

/** The sealed records in the database. */
public final class SealStore implements SealBook {
    private final Database database;
    private final AuditHeads heads;
    private final RecordOfRows records;

    /**
     * @param heads has the installation's key
     * @param past the samples that are plotted
     * @param tags their units
     */
    public SealStore(Database database, AuditHeads heads, HistorianQueries past, TagTable tags) {
        this.database = database;
        this.heads = heads;
        this.records = new RecordOfRows(past, tags);
    }

    @Override
    public List<String> unsealed() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select id from run where unit = ? and ended_at is not null"
                                + " and not exists (select 1 from run_seal where run_id = run.id) order by ended_at, id",
                        row -> row.getString(1),
                        heads.unit()));
    }

    @Override
    public Optional<RunSeal> seal(String run, Facts given) {
        // what a column of time can hold, so that row and document say the same
        Facts facts = new Facts(
                given.at().truncatedTo(ChronoUnit.MICROS), given.program(), given.plantHash(), given.matrixHash());
        Optional<RunRow> row = Transactions.read(database, connection -> RunStore.find(connection, run));
        if (row.flatMap(RunRow::endedAt).isEmpty()) {
            return Optional.empty();
        }
        Optional<RunSeal> already = find(run);
        return already.isPresent() ? already : Optional.of(keep(run, made(row.get(), facts), facts.at()));
    }

    /** Nobody waits meanwhile: what is sealed does not change any more. */
    private RunSeal made(RunRow run, Facts facts) {
        List<Object> plots = records.plots(run);
        return RunSeal.of(
                heads.key(),
                run.id(),
                heads.unit(),
                facts.at(),
                facts.program(),
                Transactions.read(database, connection -> records.of(connection, heads.unit(), run, facts, plots)));
    }

    private synchronized RunSeal keep(String run, RunSeal made, Instant at) {
        return Transactions.durable(database, connection -> {
            Optional<RunSeal> already = find(connection, run);
            if (already.isEmpty()) {
                Statements.change(
                        connection,
                        "insert into run_seal (run_id, unit, sealed_at, record, document, key_id, signature)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        run,
                        heads.unit(),
                        at,
                        made.record(),
                        made.seal().document(),
                        heads.key().id(),
                        made.seal().signature());
            }
            return already.orElse(made);
        });
    }

    @Override
    public Optional<RunSeal> find(String run) {
        return Transactions.read(database, connection -> find(connection, run));
    }

    static Optional<RunSeal> find(Connection connection, String run) throws SQLException {
        return Statements.first(
                connection,
                "select * from run_seal where run_id = ?",
                row -> new RunSeal(row.getString("record"), sealed(row)),
                run);
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        return new Sealed(row.getString("document"), row.getString("signature"));
    }

    /** Every addendum as it stands there, whatever state it is in. */
    static List<Sealed> chain(Connection connection, String run) throws SQLException {
        return Statements.query(
                connection, "select * from run_addendum where run_id = ? order by number", SealStore::sealed, run);
    }

    @Override
    public List<Addendum> addenda(String run, Instant asOf) {
        List<Addendum> addenda = new ArrayList<>();
        for (Sealed seal : Transactions.read(database, connection -> chain(connection, run))) {
            try {
                Addendum addendum = Addendum.read(seal);
                if (addendum.by().at().isAfter(asOf)) {
                    break;
                }
                addenda.add(addendum);
            } catch (Sealed.BrokenException e) {
                throw new IllegalStateException(
                        "addendum " + (addenda.size() + 1) + " of run " + run + ": " + e.getMessage(), e);
            }
        }
        return addenda;
    }

    @Override
    public synchronized Optional<Addendum> add(
            String run, Addendum.Kind kind, Signature by, String text, Map<String, ?> content) {
        Signature kept =
                new Signature(by.user(), by.name(), by.meaning(), by.at().truncatedTo(ChronoUnit.MICROS));
        return Transactions.durable(database, connection -> {
            Optional<RunSeal> seal = find(connection, run);
            if (seal.isEmpty()) {
                return Optional.<Addendum>empty();
            }
            List<Sealed> before = chain(connection, run);
            String previous = before.isEmpty()
                    ? seal.get().seal().hash()
                    : before.get(before.size() - 1).hash();
            Addendum made =
                    Addendum.of(heads.key(), heads.unit(), run, before.size() + 1, kind, kept, text, content, previous);
            Statements.change(
                    connection,
                    "insert into run_addendum (run_id, number, unit, at, kind, document, key_id, signature)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    run,
                    made.number(),
                    heads.unit(),
                    kept.at(),
                    kind.name(),
                    made.seal().document(),
                    heads.key().id(),
                    made.seal().signature());
            return Optional.of(made);
        });
    }

    @Override
    public Optional<SealProof> verify(String run) {
        return SealCheck.of(database, run);
    }
}
