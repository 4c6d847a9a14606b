package org.sputterpilot.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the program is set to; what the plant is stands in the plant's own files. */
@ConfigMapping(prefix = "sputterpilot")
public interface SputterpilotConfig {
    /** Whose plant it is: the program's own virtual chamber, a real one that is only watched, or a real one. */
    @WithDefault("virtual")
    Settings.Mode mode();

    /** Seconds of plant time in one second, 1 to 120; virtual mode only. */
    @WithDefault("1")
    double speed();

    /** Draws the virtual chamber's own parameters and its noise; without one every first start draws another tool. */
    OptionalLong seed();

    /** Plant time from one turn to the next. */
    @WithDefault("100ms")
    Duration period();

    /** Where journal, database, certificates and accounts are kept. */
    @WithDefault("data")
    Path data();

    /** Addresses of the consoles at the tool, where anyone may abort. */
    Optional<List<String>> consoles();

    /** Where the historian keeps what is to be asked later. */
    Database database();

    /** The doors of the virtual chamber. */
    Chamber chamber();

    /** The historian's database. */
    interface Database {
        /** A file beside the program, or a PostgreSQL server. */
        @WithDefault("h2")
        Settings.DatabaseKind kind();

        /** JDBC address; an H2 file under the data folder when it is missing. */
        Optional<String> url();

        Optional<String> user();

        Optional<String> password();
    }

    /** The doors of the virtual chamber; a free port is taken when one is in use. */
    interface Chamber {
        @WithDefault("4840")
        @WithName("opcua-port")
        int opcuaPort();

        @WithDefault("5020")
        @WithName("modbus-port")
        int modbusPort();
    }
}
