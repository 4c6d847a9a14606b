package org.sputterpilot.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sputterpilot.hmi.HttpLimits;
import org.sputterpilot.hmi.SiteIdentity;
import org.sputterpilot.security.PasswordPolicy;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.SignInBrake;
import org.sputterpilot.security.oidc.OpenIdConnect;
import org.sputterpilot.security.oidc.OpenIdSettings;

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

    /** The site's identity service, if there is one; a mistake in its settings ends the start. */
    static SiteIdentity identity(SputterpilotConfig.Oidc wanted, boolean onLoopback) {
        if (wanted.issuer().isEmpty()) {
            return new SiteIdentity(Optional.empty(), Optional.empty());
        }
        if (wanted.address().isEmpty() && !onLoopback) {
            throw new IllegalArgumentException(
                    "sputterpilot.oidc.address is missing: how do browsers reach this server?");
        }
        Map<String, Role> roles = new LinkedHashMap<>();
        wanted.roles()
                .forEach((word, role) -> roles.put(
                        word,
                        Role.of(role)
                                .orElseThrow(
                                        () -> new IllegalArgumentException("sputterpilot.oidc.roles." + word + " is "
                                                + role + ", expected one of "
                                                + Arrays.stream(Role.values())
                                                        .map(Role::word)
                                                        .toList()))));
        OpenIdSettings settings = new OpenIdSettings(
                wanted.issuer().get(),
                wanted.clientId().orElse(""),
                Settings.secret("sputterpilot.oidc.client-secret", wanted.clientSecret(), wanted.clientSecretFile()),
                wanted.scopes(),
                wanted.audience(),
                wanted.nameClaim(),
                wanted.rolesClaim(),
                roles);
        return new SiteIdentity(
                Optional.of(new OpenIdConnect(settings)),
                wanted.address().map(address -> address.replaceAll("/+$", "")));
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
