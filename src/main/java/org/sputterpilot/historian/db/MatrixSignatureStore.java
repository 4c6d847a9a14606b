package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Signature;

/** The names under the matrices of a unit in the database. */
public final class MatrixSignatureStore implements MatrixSignatures {
    private final Database database;
    private final String unit;

    public MatrixSignatureStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public boolean sign(String hash, Signed signed) {
        return Transactions.durable(database, connection -> {
            if (of(connection, hash).stream().anyMatch(known -> known.role() == signed.role())) {
                return false;
            }
            Signature signature = signed.signature();
            return Statements.change(
                            connection,
                            "insert into matrix_signature (unit, matrix_hash, role, who, name, meaning, at)"
                                    + " values (?, ?, ?, ?, ?, ?, ?)",
                            unit,
                            hash,
                            signed.role().word(),
                            AuditLog.kept(signature.user(), 120),
                            AuditLog.kept(signature.name(), 200),
                            AuditLog.kept(signature.meaning(), 500),
                            signature.at().truncatedTo(ChronoUnit.MICROS))
                    == 1;
        });
    }

    @Override
    public List<Signed> of(String hash) {
        return Transactions.read(database, connection -> of(connection, hash));
    }

    private List<Signed> of(Connection connection, String hash) throws SQLException {
        return Statements.query(
                connection,
                "select * from matrix_signature where unit = ? and matrix_hash = ? order by at, role",
                MatrixSignatureStore::stored,
                unit,
                hash);
    }

    static Signed stored(ResultSet row) throws SQLException {
        return new Signed(
                Role.of(row.getString("role")).orElseThrow(() -> new SQLException("a name in no reviewing role")),
                new Signature(
                        row.getString("who"),
                        row.getString("name"),
                        row.getString("meaning"),
                        Statements.moment(row, "at")));
    }
}
