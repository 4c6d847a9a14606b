package org.sputterpilot.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sputterpilot.hmi.HttpLimits;
import org.sputterpilot.security.PasswordPolicy;
import org.sputterpilot.security.SignInBrake;

/** What the settings say about passwords, tries and calls, in the words of those who go by it. */
final class UserRules {
    private UserRules() {}

    static PasswordPolicy passwords(SputterpilotConfig.Passwords wanted) {
        return new PasswordPolicy(
                wanted.shortest(),
                wanted.longest(),
                wanted.earlier(),
                wanted.expires(),
                wanted.knownFile().map(UserRules::words).orElse(Set.of()));
    }

    private static Set<String> words(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new IllegalArgumentException("sputterpilot.passwords.known-file: cannot read " + file, e);
        }
    }

    static SignInBrake.Rule patience(SputterpilotConfig.SignIn wanted) {
        return new SignInBrake.Rule(
                wanted.accountTries(),
                wanted.sourceTries(),
                wanted.firstWait(),
                wanted.longestWait(),
                wanted.forgetAfter());
    }

    static HttpLimits limits(SputterpilotConfig.Limits wanted) {
        return new HttpLimits(
                wanted.sourcePerSecond(),
                wanted.sourceBurst(),
                wanted.userPerSecond(),
                wanted.userBurst(),
                wanted.jsonBytes(),
                wanted.yamlBytes(),
                wanted.formBytes());
    }
}
