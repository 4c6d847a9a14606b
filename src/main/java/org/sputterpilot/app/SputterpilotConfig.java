package org.sputterpilot.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /** Where backups are kept that the server makes; {@code backups} under the data folder when it is missing. */
    Optional<Path> backups();

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

        /** File that holds the password, instead of the password itself. */
        Optional<Path> passwordFile();
    }

    /** The doors of the virtual chamber; a free port is taken when one is in use. */
    interface Chamber {
        @WithDefault("4840")
        @WithName("opcua-port")
        int opcuaPort();

        @WithDefault("5020")
        @WithName("modbus-port")
        int modbusPort();

        /** The chamber runs in a process of its own, started with {@code chamber} at this speed, at these ports. */
        @WithDefault("false")
        boolean elsewhere();
    }

    /**
     * Whether the demonstration users exist; virtual mode only, and only while the server listens to its own machine.
     */
    @WithDefault("true")
    boolean demonstrationUsers();

    /** Which passwords are taken. */
    Passwords passwords();

    /** How patient the sign-in is. */
    SignIn signIn();

    /** How long somebody stays signed in. */
    Session session();

    /** Keys for scripts. */
    Tokens tokens();

    /** How much one address and one user may ask. */
    Limits limits();

    /** Names under acts. */
    Signatures signatures();

    /** HTTPS instead of HTTP, on the same port. */
    Tls tls();

    /** Sign-in at the site's own identity service (OpenID Connect); off without an issuer. */
    Oidc oidc();

    /** Sign-in at the site's own identity service (OpenID Connect). */
    interface Oidc {
        /** The service's address, exactly as it names itself. */
        Optional<String> issuer();

        /** What the service calls this program. */
        Optional<String> clientId();

        /** What this program shows the service; without one it is a public client with PKCE. */
        Optional<String> clientSecret();

        /** File that holds the secret, instead of the secret itself. */
        Optional<Path> clientSecretFile();

        /** What is asked of the service besides {@code openid}. */
        @WithDefault("profile")
        List<String> scopes();

        /** Whom a script's token must be for; without it tokens of the service open nothing. */
        Optional<String> audience();

        /** How browsers reach this server, such as {@code https://pvd-01.example}; needed off loopback. */
        Optional<String> address();

        /** Where the printed name stands. */
        @WithDefault("name")
        String nameClaim();

        /** Where the person's groups or roles stand: a claim, or a path by dots. */
        @WithDefault("roles")
        String rolesClaim();

        /** What each of them is here: {@code sputterpilot.oidc.roles."tool-operators"=operator}. */
        Map<String, String> roles();
    }

    /** Which passwords are taken; the defaults are those of NIST SP 800-63B-4. */
    interface Passwords {
        /** Fewest characters. */
        @WithDefault("15")
        int shortest();

        /** Most characters. */
        @WithDefault("128")
        int longest();

        /** How many earlier passwords may not come back. */
        @WithDefault("5")
        int earlier();

        /** After how long a password has to be changed; without it never. */
        Optional<Duration> expires();

        /** File with further passwords that are refused, one a line: a list of broken ones, for example. */
        Optional<Path> knownFile();
    }

    /** How patient the sign-in is. */
    interface SignIn {
        /** Failed tries on one account before it has to wait. */
        @WithDefault("5")
        int accountTries();

        /** Failed tries from one address before it has to wait. */
        @WithDefault("30")
        int sourceTries();

        /** The first wait; each further failure doubles it. */
        @WithDefault("2s")
        Duration firstWait();

        /** Where doubling ends. */
        @WithDefault("15m")
        Duration longestWait();

        /** Without a failure for so long, they are forgotten. */
        @WithDefault("1h")
        Duration forgetAfter();
    }

    /** Names under acts. */
    interface Signatures {
        /**
         * What a signature may mean, by act: {@code sputterpilot.signatures.meanings."run.start"=authorship,approval}.
         * An act without a list is signed in the person's own words.
         */
        Map<String, List<String>> meanings();
    }

    /** How long somebody stays signed in at a screen. */
    interface Session {
        /** Without a person for so long the screen takes no command but ABORT; 0 for never. */
        @WithDefault("15m")
        Duration idleLock();

        /** A session ends after so long in any case. */
        @WithDefault("12h")
        Duration longest();
    }

    /** Keys for scripts. */
    interface Tokens {
        /** The most days a key may last. */
        @WithDefault("365")
        int longestDays();
    }

    /** How much one address and one user may ask; the abort is never counted. */
    interface Limits {
        /** Calls a second from one address, in the long run. */
        @WithDefault("500")
        double sourcePerSecond();

        /** Calls at once from one address. */
        @WithDefault("2000")
        double sourceBurst();

        /** Calls a second of one user, in the long run. */
        @WithDefault("300")
        double userPerSecond();

        /** Calls at once of one user. */
        @WithDefault("1500")
        double userBurst();

        /** Longest JSON body, in bytes. */
        @WithDefault("262144")
        long jsonBytes();

        /** Longest plant file sent in, in bytes. */
        @WithDefault("1048576")
        long yamlBytes();

        /** Longest form, in bytes. */
        @WithDefault("8192")
        long formBytes();
    }

    /** HTTPS instead of HTTP, on the same port: a certificate with its key, or one made here. */
    interface Tls {
        /** The certificate and its chain, PEM. */
        Optional<Path> certificate();

        /** Its private key, PEM (PKCS #8), readable by its owner only. */
        Optional<Path> key();

        /** Whether a certificate is made here, once, and kept under the data folder. */
        @WithDefault("false")
        boolean selfSigned();

        /** Further names and addresses of this machine in a certificate made here. */
        Optional<List<String>> names();
    }
}
