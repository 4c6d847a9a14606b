package org.sputterpilot.historian.db;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All tables of the historian's database: what they are, their rows out, and rows in. */
final class Tables {
    /** What Flyway keeps for itself. */
    private static final String MIGRATIONS = "flyway_schema_history";

    private static final int PAGE = 500;

    private Tables() {}

    /** Takes one row's text. */
    interface Lines {
        void take(String line) throws IOException, SQLException;
    }

    /**
     * How many rows, and a fingerprint of them in whatever order they come: two databases sort texts differently.
     *
     * @param rows their count
     * @param sum SHA-256 of each row's text, added up modulo 2^256, in hexadecimal
     */
    record Count(long rows, String sum) {}

    /** Counts rows as they pass. */
    static final class Counter {
        private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(256);

        private final MessageDigest digest = sha256();
        private BigInteger sum = BigInteger.ZERO;
        private long rows;

        void add(String line) {
            byte[] hash = digest.digest(line.getBytes(StandardCharsets.UTF_8));
            sum = sum.add(new BigInteger(1, hash)).mod(RANGE);
            rows++;
        }

        Count count() {
            return new Count(rows, String.format("%064x", sum));
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** The newest migration the database has, or nothing for one without our tables. */
    static Optional<String> schema(Connection connection) throws SQLException {
        if (!names(connection).contains(MIGRATIONS)) {
            return Optional.empty();
        }
        return Statements.first(
                connection,
                "select \"version\" from " + MIGRATIONS + " where \"success\" = true and \"version\" is not null"
                        + " order by \"installed_rank\" desc limit 1",
                row -> row.getString(1));
    }

    private static Set<String> names(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        Set<String> names = new TreeSet<>();
        try (ResultSet rows = about.getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (rows.next()) {
                if (rows.getString("TABLE_TYPE").endsWith("TABLE")) {
                    names.add(rows.getString("TABLE_NAME"));
                }
            }
        }
        return names;
    }

    /** Every table of ours, those that others name first. */
    static List<TableText> inOrder(Connection connection) throws SQLException {
        Set<String> names = names(connection);
        names.remove(MIGRATIONS);
        Map<String, Set<String>> needs = new TreeMap<>();
        Map<String, TableText> tables = new TreeMap<>();
        for (String name : names) {
            Set<String> parents = new TreeSet<>();
            Optional<TableText.Parent> own = Optional.empty();
            try (ResultSet keys =
                    connection.getMetaData().getImportedKeys(connection.getCatalog(), connection.getSchema(), name)) {
                while (keys.next()) {
                    String parent = keys.getString("PKTABLE_NAME");
                    if (parent.equals(name)) {
                        own = Optional.of(
                                new TableText.Parent(keys.getString("FKCOLUMN_NAME"), keys.getString("PKCOLUMN_NAME")));
                    } else {
                        parents.add(parent);
                    }
                }
            }
            needs.put(name, parents);
            tables.put(name, new TableText(name, columns(connection, name), own));
        }
        List<TableText> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        while (placed.size() < names.size()) {
            List<String> free = needs.keySet().stream()
                    .filter(name -> !placed.contains(name) && placed.containsAll(needs.get(name)))
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("tables name each other in a circle: " + needs.keySet());
            }
            free.forEach(name -> ordered.add(tables.get(name)));
            placed.addAll(free);
        }
        return ordered;
    }

    private static List<TableText.Column> columns(Connection connection, String table) throws SQLException {
        List<TableText.Column> columns = new ArrayList<>();
        try (ResultSet rows =
                connection.getMetaData().getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                columns.add(new TableText.Column(
                        name,
                        TableText.Kind.of(rows.getInt("DATA_TYPE"), rows.getString("TYPE_NAME"), table + "." + name)));
            }
        }
        columns.sort(java.util.Comparator.comparing(TableText.Column::name));
        return columns;
    }

    /** Hands over every row of a table as the transaction sees it, as it comes: no table has to fit into memory. */
    static Count read(Connection connection, TableText table, Lines lines) throws SQLException, IOException {
        Counter counter = new Counter();
        String names = String.join(", ", table.names());
        try (PreparedStatement statement = connection.prepareStatement("select " + names + " from " + table.name())) {
            statement.setFetchSize(PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String line = table.line(rows);
                    counter.add(line);
                    lines.take(line);
                }
            }
        }
        return counter.count();
    }

    /** Puts rows into a table, in the transaction of the caller. */
    static final class Inserter implements Lines, AutoCloseable {
        private final TableText table;
        private final PreparedStatement insert;
        private final List<String> page = new ArrayList<>();

        /**
         * @param columns of the rows, as their head says
         * @throws DamagedException when they are not those of the table
         */
        Inserter(Connection connection, TableText table, List<TableText.Column> columns) throws SQLException {
            if (!columns.equals(table.columns())) {
                throw new DamagedException("table " + table.name() + " has other columns here: " + table.head());
            }
            this.table = table;
            insert = connection.prepareStatement("insert into " + table.name() + " ("
                    + String.join(", ", table.names()) + ") values ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")");
        }

        @Override
        public void take(String line) throws SQLException {
            page.add(line);
            // rows that name each other have to be sorted before the first of them goes in
            if (page.size() >= PAGE && table.parent().isEmpty()) {
                flush();
            }
        }

        /** Everything handed over is in the table now. */
        void flush() throws SQLException {
            for (String line : table.parentsFirst(page)) {
                TableText.bind(insert, table.columns(), TableText.cells(line));
                insert.addBatch();
            }
            insert.executeBatch();
            page.clear();
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }

    /** @throws IllegalStateException naming the first table that holds something */
    static void requireEmpty(Connection connection, List<TableText> tables) throws SQLException {
        for (TableText table : tables) {
            if (Statements.first(connection, "select 1 from " + table.name() + " limit 1", row -> 1)
                    .isPresent()) {
                throw new IllegalStateException("table " + table.name() + " holds rows already");
            }
        }
    }
}
