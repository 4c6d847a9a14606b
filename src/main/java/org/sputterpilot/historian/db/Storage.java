package org.sputterpilot.historian.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * How much room the historian takes and how long what is left will last, and the way to make it smaller.
 *
 * @param databaseBytes of the tables with their indexes
 * @param journalBytes on their way into them
 * @param freeBytes of the disk with the data folder
 * @param samples stored readings, without those thinned out
 * @param sampleBytes their compressed blocks
 * @param perDayBytes what a day adds, by what the last thirty added; 0 while nobody can know
 */
public record Storage(
        long databaseBytes, long journalBytes, long freeBytes, long samples, long sampleBytes, long perDayBytes) {
    private static final Duration RECENT = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofHours(1);

    /** Days until the disk is full; {@code NaN} while nobody can know. */
    public double daysLeft() {
        return perDayBytes <= 0 ? Double.NaN : (double) freeBytes / perDayBytes;
    }

    /** Bytes a reading takes in its block, times and qualities included; {@code NaN} without one. */
    public double bytesPerSample() {
        return samples == 0 ? Double.NaN : (double) sampleBytes / samples;
    }

    /**
     * Looks at database and folder as they are now.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static Storage look(Database database, String unit, Path data, Instant now) {
        try {
            FileStore disk = Files.getFileStore(data);
            long journal = bytes(data.resolve("journal"));
            long file = Files.exists(data.resolve("historian.mv.db")) ? Files.size(data.resolve("historian.mv.db")) : 0;
            return Transactions.read(
                    database, connection -> look(connection, database, unit, now, disk(disk), journal, file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + data, e);
        }
    }

    private static long disk(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Storage look(
            Connection connection, Database database, String unit, Instant now, long free, long journal, long file)
            throws SQLException {
        long bytes = database.dialect() == Database.Dialect.H2
                ? file
                : Statements.first(connection, "select pg_database_size(current_database())", row -> row.getLong(1))
                        .orElseThrow();
        long[] all = sums(connection, unit, Instant.EPOCH);
        Instant since = now.minus(RECENT);
        long[] recent = sums(connection, unit, since);
        Instant first = Statements.first(
                        connection,
                        "select min(from_at) as at from sample_block where unit = ?",
                        row -> Statements.perhaps(row, "at"),
                        unit)
                .flatMap(at -> at)
                .orElse(now);
        Duration span = Duration.between(first.isAfter(since) ? first : since, now);
        long perDay = all[0] == 0 || span.compareTo(SHORTEST) < 0
                ? 0
                : Math.round((double) bytes * recent[0] / all[0] * 86_400 / span.toSeconds());
        return new Storage(bytes, journal, free, all[0], all[1], perDay);
    }

    private static long[] sums(Connection connection, String unit, Instant since) throws SQLException {
        return Statements.first(
                        connection,
                        "select coalesce(sum(samples), 0), coalesce(sum(octet_length(payload)), 0) from sample_block"
                                + " where unit = ? and to_at >= ?",
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        unit,
                        since)
                .orElseThrow();
    }

    private static long bytes(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            long sum = 0;
            for (Path file : files.toList()) {
                sum += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
            return sum;
        }
    }

    /** Gives room that is no longer used back to the disk; nobody else uses the database meanwhile. */
    public static void vacuum(Database database) {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    database.dialect() == Database.Dialect.H2 ? "shutdown compact" : "vacuum (full, analyze)");
        } catch (SQLException e) {
            // H2 has closed the connection with the database; that is what was asked
            if (database.dialect() != Database.Dialect.H2
                    || e.getErrorCode() != org.h2.api.ErrorCode.DATABASE_IS_CLOSED) {
                throw new Transactions.FailedException(e);
            }
        }
    }
}
