package org.sputterpilot.app;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import org.sputterpilot.historian.db.Database;

/** Opens the historian's database with a small pool of connections. */
final class Databases {
    private static final int MOST_CONNECTIONS = 8;
    /** The first connection opens the file; on a busy machine that takes its time. */
    private static final Duration ACQUISITION = Duration.ofSeconds(20);

    private Databases() {}

    /** A database and what closes it. */
    record Opened(Database database, AgroalDataSource source) implements AutoCloseable {
        @Override
        public void close() {
            source.close();
        }
    }

    /** Opens it and brings its tables to this program's version. */
    static Opened open(Settings settings) throws SQLException {
        Settings.DatabaseSettings wanted = settings.database();
        Path file = settings.data().resolve("historian");
        String url = wanted.url().orElseGet(() -> {
            if (wanted.kind() == Settings.DatabaseKind.POSTGRESQL) {
                throw new IllegalArgumentException("sputterpilot.database.url is missing");
            }
            return Database.h2Url(file);
        });
        AgroalDataSource source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.minSize(1)
                        .initialSize(1)
                        .maxSize(MOST_CONNECTIONS)
                        .acquisitionTimeout(ACQUISITION)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .connectionProviderClass(driver(wanted.kind()))
                                .principal(new NamePrincipal(wanted.user()))
                                .credential(new SimplePassword(wanted.password())))));
        try {
            return new Opened(Database.over(source).migrate(), source);
        } catch (SQLException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Named, because which drivers the platform finds by itself depends on who asks first. */
    private static Class<? extends Driver> driver(Settings.DatabaseKind kind) {
        return kind == Settings.DatabaseKind.POSTGRESQL ? org.postgresql.Driver.class : org.h2.Driver.class;
    }
}
