package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.sputterpilot.recipes.RecipeAct;
import org.sputterpilot.recipes.RecipeBook;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RecipeSignature;
import org.sputterpilot.recipes.RecipeState;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.security.Signature;

/** The book of recipes in the database. Every entry is committed and synchronised before its call returns. */
public final class RecipeStore implements RecipeBook {
    private final Database database;
    private final String unit;

    public RecipeStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    // ---------------------------------------------------------------- reading

    @Override
    public List<String> recipes() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select distinct recipe from recipe_version where unit = ? order by recipe",
                        row -> row.getString(1),
                        unit));
    }

    @Override
    public List<RecipeVersion> versions(String recipe) {
        return Transactions.read(database, connection -> versions(connection, recipe));
    }

    @Override
    public Optional<String> text(String hash) {
        return Transactions.read(
                database,
                connection -> Statements.first(
                        connection, "select content from recipe_text where hash = ?", row -> row.getString(1), hash));
    }

    /** One row of a table that belongs to a version. */
    private record Of<T>(int version, T part) {}

    private List<RecipeVersion> versions(Connection connection, String recipe) throws SQLException {
        List<Of<RecipeSignature>> signatures = Statements.query(
                connection,
                "select * from recipe_signature where unit = ? and recipe = ? order by version, ordinal",
                row -> new Of<>(row.getInt("version"), signature(row)),
                unit,
                recipe);
        List<Of<RecipeFinding>> findings = Statements.query(
                connection,
                "select * from recipe_finding where unit = ? and recipe = ? order by version, ordinal",
                row -> new Of<>(row.getInt("version"), finding(row)),
                unit,
                recipe);
        return Statements.query(
                connection,
                "select v.*, t.content from recipe_version v join recipe_text t on t.hash = v.hash"
                        + " where v.unit = ? and v.recipe = ? order by v.version",
                row -> version(row, signatures, findings),
                unit,
                recipe);
    }

    private static RecipeVersion version(
            ResultSet row, List<Of<RecipeSignature>> signatures, List<Of<RecipeFinding>> findings) throws SQLException {
        int number = row.getInt("version");
        return new RecipeVersion(
                row.getString("recipe"),
                number,
                RecipeState.valueOf(row.getString("state")),
                row.getString("content"),
                RecipeVersion.Origin.valueOf(row.getString("origin")),
                row.getInt("based_on"),
                row.getString("created_by"),
                Statements.moment(row, "created_at"),
                row.getString("edited_by"),
                Statements.moment(row, "edited_at"),
                Statements.text(row, "comment"),
                partsOf(signatures, number),
                partsOf(findings, number));
    }

    private static <T> List<T> partsOf(List<Of<T>> all, int version) {
        return all.stream().filter(one -> one.version == version).map(Of::part).toList();
    }

    private static RecipeSignature signature(ResultSet row) throws SQLException {
        return new RecipeSignature(
                RecipeAct.valueOf(row.getString("act")),
                row.getString("hash"),
                new Signature(
                        row.getString("who"),
                        row.getString("name"),
                        row.getString("meaning"),
                        Statements.moment(row, "at")),
                Statements.text(row, "comment"));
    }

    private static RecipeFinding finding(ResultSet row) throws SQLException {
        return new RecipeFinding(
                RecipeFinding.Severity.valueOf(row.getString("severity")),
                row.getString("rule"),
                Statements.text(row, "path"),
                row.getInt("line"),
                row.getInt("position"),
                row.getString("message"));
    }

    // ---------------------------------------------------------------- writing

    @Override
    public RecipeVersion add(String recipe, IntFunction<RecipeVersion> numbered) {
        return Transactions.durable(database, connection -> {
            int last = Statements.first(
                            connection,
                            "select coalesce(max(version), 0) from recipe_version where unit = ? and recipe = ?",
                            row -> row.getInt(1),
                            unit,
                            recipe)
                    .orElse(0);
            RecipeVersion fresh = numbered.apply(last + 1);
            keepText(connection, fresh.text(), fresh.createdAt());
            Statements.change(
                    connection,
                    "insert into recipe_version (unit, recipe, version, state, hash, origin, based_on, created_by,"
                            + " created_at, edited_by, edited_at, comment) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    unit,
                    fresh.recipe(),
                    fresh.version(),
                    fresh.state().name(),
                    fresh.hash(),
                    fresh.origin().name(),
                    fresh.basedOn(),
                    fresh.createdBy(),
                    fresh.createdAt(),
                    fresh.editedBy(),
                    fresh.editedAt(),
                    Statements.clip(fresh.comment(), 2000));
            keepFindings(connection, fresh);
            return fresh;
        });
    }

    @Override
    public boolean change(List<Change> changes) {
        try {
            return Transactions.durable(database, connection -> {
                for (Change change : changes) {
                    one(connection, change);
                }
                return true;
            });
        } catch (Overtaken e) {
            return false;
        }
    }

    /** Somebody else was first; nothing of the transaction stays. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void one(Connection connection, Change change) throws SQLException {
        RecipeVersion before = change.before();
        RecipeVersion after = change.after();
        keepText(connection, after.text(), after.editedAt());
        int changed = Statements.change(
                connection,
                "update recipe_version set state = ?, hash = ?, edited_by = ?, edited_at = ?"
                        + " where unit = ? and recipe = ? and version = ? and hash = ? and state = ?",
                after.state().name(),
                after.hash(),
                after.editedBy(),
                after.editedAt(),
                unit,
                before.recipe(),
                before.version(),
                before.hash(),
                before.state().name());
        if (changed == 0) {
            throw new Overtaken();
        }
        for (int i = before.signatures().size(); i < after.signatures().size(); i++) {
            sign(connection, after, i);
        }
        keepFindings(connection, after);
    }

    private void sign(Connection connection, RecipeVersion version, int ordinal) throws SQLException {
        RecipeSignature one = version.signatures().get(ordinal);
        Statements.change(
                connection,
                "insert into recipe_signature (unit, recipe, version, ordinal, act, hash, at, who, name, meaning,"
                        + " comment) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                unit,
                version.recipe(),
                version.version(),
                ordinal,
                one.act().name(),
                one.hash(),
                one.signature().at(),
                one.signature().user(),
                one.signature().name(),
                Statements.clip(one.signature().meaning(), 500),
                Statements.clip(one.comment(), 2000));
    }

    private static void keepText(Connection connection, String text, Instant at) throws SQLException {
        String hash = RecipeVersion.hashOf(text);
        boolean known = Statements.first(
                        connection, "select 1 from recipe_text where hash = ?", row -> row.getInt(1), hash)
                .isPresent();
        if (!known) {
            Statements.change(
                    connection, "insert into recipe_text (hash, content, at) values (?, ?, ?)", hash, text, at);
        }
    }

    private void keepFindings(Connection connection, RecipeVersion version) throws SQLException {
        Statements.change(
                connection,
                "delete from recipe_finding where unit = ? and recipe = ? and version = ?",
                unit,
                version.recipe(),
                version.version());
        List<RecipeFinding> findings = version.findings();
        for (int i = 0; i < findings.size(); i++) {
            RecipeFinding finding = findings.get(i);
            Statements.change(
                    connection,
                    "insert into recipe_finding (unit, recipe, version, ordinal, severity, rule, path, line, position,"
                            + " message) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    unit,
                    version.recipe(),
                    version.version(),
                    i,
                    finding.severity().name(),
                    Statements.clip(finding.rule(), 60),
                    Statements.clip(finding.path(), 300),
                    finding.line(),
                    finding.column(),
                    Statements.clip(finding.message(), 1000));
        }
    }
}
