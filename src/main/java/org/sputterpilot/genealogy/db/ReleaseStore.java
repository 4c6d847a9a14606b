package org.sputterpilot.genealogy.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.ReleaseBook;
import org.sputterpilot.genealogy.ReleaseStep;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;
import org.sputterpilot.security.Signature;

/** The steps to a release in the database. */
public final class ReleaseStore implements ReleaseBook {
    private final Database database;
    private final String unit;

    public ReleaseStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public void add(ReleaseStep step) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into release_step (id, unit, kind, entity_kind, entity_id, at, who, name, meaning, text,"
                                + " expires_at, record_hash, signature_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        UUID.randomUUID().toString(),
                        unit,
                        step.kind().name(),
                        step.thing().kind().name(),
                        step.thing().id(),
                        step.by().at().truncatedTo(ChronoUnit.MICROS),
                        step.by().user(),
                        step.by().name(),
                        Statements.clip(step.by().meaning(), 500),
                        Statements.clip(step.text(), 2000),
                        Statements.momentOrNothing(step.expires()),
                        step.recordHash(),
                        step.signature()));
    }

    @Override
    public List<ReleaseStep> of(ReleaseStep.Kind kind, Ref thing) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from release_step where unit = ? and kind = ? and entity_kind = ? and entity_id = ?"
                                + " order by at, id",
                        ReleaseStore::step,
                        unit,
                        kind.name(),
                        thing.kind().name(),
                        thing.id()));
    }

    private static ReleaseStep step(ResultSet row) throws SQLException {
        return new ReleaseStep(
                ReleaseStep.Kind.valueOf(row.getString("kind")),
                new Ref(Kind.valueOf(row.getString("entity_kind")), row.getString("entity_id")),
                new Signature(
                        row.getString("who"),
                        row.getString("name"),
                        row.getString("meaning"),
                        Statements.moment(row, "at")),
                row.getString("text"),
                Statements.perhaps(row, "expires_at"),
                row.getString("record_hash"),
                row.getString("signature_id"));
    }
}
