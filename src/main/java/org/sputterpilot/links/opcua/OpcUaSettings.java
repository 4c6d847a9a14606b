package org.sputterpilot.links.opcua;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * How one OPC UA server is reached and how often it is asked.
 *
 * @param name the link's name in {@code equipment/links.yaml}, for threads and messages
 * @param url {@code opc.tcp://host:port/path}
 * @param publishing how often the server may send a bundle of changes
 * @param sampling how often the server looks at a tag that does not ask for its own pace
 * @param poll how often every tag is read besides the subscription, as a second and independent path
 * @param guardPoll how often the tags that interlocks read are read besides; news only, never evidence of life
 * @param patience how long the server may say nothing before the link counts as lost and is built anew
 * @param timeLimit how long any single call may take
 * @param signIn who we are to the server
 * @param protection how the channel is protected
 */
public record OpcUaSettings(
        String name,
        String url,
        Duration publishing,
        Duration sampling,
        Duration poll,
        Duration guardPoll,
        Duration patience,
        Duration timeLimit,
        SignIn signIn,
        Protection protection) {

    /** Who we are to the server. */
    public sealed interface SignIn {
        /** Nobody in particular. */
        record Anonymous() implements SignIn {}

        /** A user with a password. */
        record User(String name, String password) implements SignIn {
            @Override
            public String toString() {
                return "User[" + name + "]";
            }
        }

        /**
         * A user by certificate, kept apart from the one of the application and shown to the server by a person.
         *
         * @param directory where the user's key and certificate are kept; made at the first connection
         */
        record Certificate(Path directory) implements SignIn {}
    }

    /** The cryptography of the channel. */
    public enum Security {
        /** Neither signed nor encrypted: only on a wire nobody else can reach. */
        NONE("None"),
        BASIC256SHA256("Basic256Sha256"),
        AES128_SHA256_RSAOAEP("Aes128_Sha256_RsaOaep"),
        AES256_SHA256_RSAPSS("Aes256_Sha256_RsaPss");

        private final String policy;

        Security(String policy) {
            this.policy = policy;
        }

        /** The policy's name as OPC UA and plant files write it. */
        public String policy() {
            return policy;
        }

        /**
         * The protection with this policy name.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Security named(String policy) {
            return Arrays.stream(values())
                    .filter(one -> one.policy.equals(policy))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + policy + "' is not a security policy"));
        }
    }

    /**
     * How the channel is protected.
     *
     * @param security by which policy
     * @param encrypted whether nobody may read along; otherwise nobody may forge, but anybody may listen
     * @param directory where our certificate and the trusted server certificates lie; needed unless security is NONE
     */
    public record Protection(Security security, boolean encrypted, Optional<Path> directory) {
        /** An open wire. */
        public static final Protection NONE = new Protection(Security.NONE, false, Optional.empty());

        public Protection {
            if (security != Security.NONE && directory.isEmpty()) {
                throw new IllegalArgumentException("a secured link needs a directory for its certificates");
            }
        }
    }

    public OpcUaSettings {
        Objects.requireNonNull(name);
        Objects.requireNonNull(url);
    }

    /**
     * The usual pace: 100 ms publishing, 50 ms sampling, 500 ms poll, 50 ms for what interlocks read, lost after 1 s;
     * anonymous, unprotected.
     */
    public static OpcUaSettings of(String name, String url) {
        return new OpcUaSettings(
                name,
                url,
                Duration.ofMillis(100),
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new SignIn.Anonymous(),
                Protection.NONE);
    }

    /** The same with another pace. */
    public OpcUaSettings paced(Duration publishing, Duration sampling, Duration poll) {
        return new OpcUaSettings(
                name, url, publishing, sampling, poll, guardPoll, patience, timeLimit, signIn, protection);
    }

    /** The same with another pace for the tags that interlocks read. */
    public OpcUaSettings guardedEvery(Duration guardPoll) {
        return new OpcUaSettings(
                name, url, publishing, sampling, poll, guardPoll, patience, timeLimit, signIn, protection);
    }

    /** The same, counted as lost after this silence. */
    public OpcUaSettings lostAfter(Duration patience) {
        return new OpcUaSettings(
                name, url, publishing, sampling, poll, guardPoll, patience, timeLimit, signIn, protection);
    }

    /** The same, signed in as this user. */
    public OpcUaSettings as(String user, String password) {
        return as(new SignIn.User(user, password));
    }

    /** The same, signed in like this. */
    public OpcUaSettings as(SignIn signIn) {
        return new OpcUaSettings(
                name, url, publishing, sampling, poll, guardPoll, patience, timeLimit, signIn, protection);
    }

    /** The same, signed and encrypted with certificates from this directory. */
    public OpcUaSettings secured(Security security, Path pkiDirectory) {
        return protectedBy(new Protection(security, true, Optional.of(pkiDirectory)));
    }

    /** The same with another protection. */
    public OpcUaSettings protectedBy(Protection protection) {
        return new OpcUaSettings(
                name, url, publishing, sampling, poll, guardPoll, patience, timeLimit, signIn, protection);
    }

    /** The same with every communication limit multiplied, for a machine that is slow or shared. */
    public OpcUaSettings patient(double scale) {
        return new OpcUaSettings(
                name,
                url,
                publishing,
                sampling,
                poll,
                guardPoll,
                scaled(patience, scale),
                scaled(timeLimit, scale),
                signIn,
                protection);
    }

    private static Duration scaled(Duration limit, double scale) {
        return Duration.ofNanos(Math.round(limit.toNanos() * scale));
    }

    /** How long signing in may take: several calls, and the first ones of a cold program. */
    Duration connectLimit() {
        return timeLimit.multipliedBy(3);
    }

    @Override
    public String toString() {
        return name + " at " + url;
    }
}
