package org.sputterpilot.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything the assembly must be told besides the plant files; made from the configuration by the server, from its
 * arguments by a command, from nothing by a test.
 *
 * @param mode whose plant it is
 * @param plant folder that holds {@code equipment/ recipes/ interlocks/}
 * @param data folder for what must survive
 * @param period plant time from one turn to the next
 * @param speed seconds of plant time in one second
 * @param seed draws the virtual chamber
 * @param unknownTool whether the virtual chamber's parameters are drawn far from the controller's
 * @param chamber the virtual chamber's doors
 * @param database where the historian keeps things
 */
public record Settings(
        Mode mode,
        Path plant,
        Path data,
        Duration period,
        double speed,
        long seed,
        boolean unknownTool,
        ChamberDoors chamber,
        DatabaseSettings database) {

    /** Whose plant it is. */
    public enum Mode {
        /** The program's own virtual chamber, on loopback. */
        VIRTUAL,
        /** A real plant that is watched; nothing is ever written. */
        SHADOW,
        /** A real plant. */
        LIVE;

        /** The word on the wire and in files. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Which database. */
    public enum DatabaseKind {
        H2,
        POSTGRESQL
    }

    /** Which database and how to reach it; an H2 file under the data folder without an address. */
    public record DatabaseSettings(DatabaseKind kind, Optional<String> url, String user, String password) {
        private static final Pattern PASSWORD_IN_ADDRESS =
                Pattern.compile("[?&;](ssl)?password=|//[^/?@]*:[^/?@]*@", Pattern.CASE_INSENSITIVE);

        public static final DatabaseSettings FILE = new DatabaseSettings(DatabaseKind.H2, Optional.empty(), "sa", "");

        public DatabaseSettings {
            url.ifPresent(DatabaseSettings::withoutPassword);
        }

        /** An address is logged by drivers; a password in it would be read by whoever reads the log. */
        static String withoutPassword(String url) {
            if (PASSWORD_IN_ADDRESS.matcher(url).find()) {
                throw new IllegalArgumentException("sputterpilot.database.url holds a password: keep it in"
                        + " sputterpilot.database.password, or in the file of sputterpilot.database.password-file");
            }
            return url;
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "DatabaseSettings[" + kind + "]";
        }
    }

    /**
     * The doors of the virtual chamber.
     *
     * @param opcuaPort of its PLC, 0 for any free one
     * @param modbusPort of its power supply, 0 for any free one
     * @param elsewhere whether the chamber already stands behind them, in a process of its own
     */
    public record ChamberDoors(int opcuaPort, int modbusPort, boolean elsewhere) {
        public static final ChamberDoors ANY = new ChamberDoors(0, 0, false);

        public ChamberDoors {
            if (elsewhere && (opcuaPort == 0 || modbusPort == 0)) {
                throw new IllegalArgumentException(
                        "sputterpilot.chamber.elsewhere is true: opcua-port and modbus-port say where, not 0");
            }
        }
    }

    /** Limits of a speed that the field's wires can follow. */
    public static final double FASTEST = 120;

    public Settings {
        if (!(speed >= 1 && speed <= FASTEST)) {
            throw new IllegalArgumentException("sputterpilot.speed is " + speed + ", expected 1 to " + FASTEST);
        }
        if (mode != Mode.VIRTUAL && speed != 1) {
            throw new IllegalArgumentException("a real plant runs at speed 1, not " + speed);
        }
        if (period.compareTo(RealPace.SHORTEST) < 0) {
            throw new IllegalArgumentException("sputterpilot.period is " + period + ", expected at least 5 ms");
        }
    }

    public static Settings of(SputterpilotConfig config, Path plant) {
        SputterpilotConfig.Database database = config.database();
        return new Settings(
                config.mode(),
                plant,
                config.data(),
                config.period(),
                config.speed(),
                config.seed().orElse(1),
                false,
                new ChamberDoors(
                        config.chamber().opcuaPort(),
                        config.chamber().modbusPort(),
                        config.chamber().elsewhere()),
                new DatabaseSettings(
                        database.kind(),
                        database.url(),
                        database.user().orElse("sa"),
                        secret("sputterpilot.database.password", database.password(), database.passwordFile())
                                .orElse("")));
    }

    /** A secret that is given itself or as a file; never both, because one of them would be believed to be in force. */
    static Optional<String> secret(String name, Optional<String> given, Optional<Path> file) {
        if (given.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException(name + " and " + name + "-file are both set: keep one");
        }
        return given.or(() -> file.map(path -> {
            try {
                return Files.readString(path).strip();
            } catch (IOException e) {
                throw new IllegalArgumentException(name + "-file: cannot read " + path, e);
            }
        }));
    }

    public boolean isVirtual() {
        return mode == Mode.VIRTUAL;
    }

    /** Whether the virtual chamber lives and dies with this program. */
    public boolean hasOwnChamber() {
        return isVirtual() && !chamber.elsewhere();
    }

    /** Every confirmation, staleness and watchdog limit guards a wire, so it stretches with the speed. */
    public double communicationScale() {
        return speed;
    }
}
