package org.sputterpilot.security.oidc;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.security.Role;

/**
 * How the site's identity service is reached, and what its words mean here.
 *
 * @param issuer the service, as its signed answers name it; HTTPS, or this machine itself
 * @param clientId what the service calls this program
 * @param clientSecret what this program shows the service; empty for a public client, which shows its PKCE verifier
 *     only
 * @param scopes what is asked of the service besides {@code openid}
 * @param audience whom tokens of scripts must be for; empty when scripts have no tokens of this service
 * @param nameClaim where the printed name stands
 * @param rolesClaim where the person's groups or roles stand, a path by dots such as {@code realm_access.roles}
 * @param roles what each of them is in this plant; one that is not named is nothing
 */
public record OpenIdSettings(
        String issuer,
        String clientId,
        Optional<String> clientSecret,
        List<String> scopes,
        Optional<String> audience,
        String nameClaim,
        String rolesClaim,
        Map<String, Role> roles) {

    public OpenIdSettings {
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
        requireSafe("sputterpilot.oidc.issuer", URI.create(issuer));
        if (!issuer.matches("[A-Za-z0-9._:/-]+")) {
            throw new IllegalArgumentException("sputterpilot.oidc.issuer is " + issuer
                    + ": its letters, digits and . _ : / - stand in every name it vouches for, nothing else can");
        }
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("sputterpilot.oidc.client-id is missing");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "sputterpilot.oidc.roles is missing: nobody the service names would have a role in this plant");
        }
        if (audience.filter(clientId::equals).isPresent()) {
            throw new IllegalArgumentException("sputterpilot.oidc.audience is the client id: then a browser's sign-in"
                    + " would open what only a script's token may");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + ", " + clientId + "]";
    }

    /** Passwords and tokens travel by HTTPS, or do not leave this machine. */
    static URI requireSafe(String what, URI address) {
        boolean plain = "http".equals(address.getScheme());
        if (address.getHost() == null || !(plain && isThisMachine(address) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException(what + " is " + address + ", expected an address by https");
        }
        return address;
    }

    private static boolean isThisMachine(URI address) {
        String host = address.getHost();
        if (host.equals("localhost")) {
            return true;
        }
        try {
            // an address, never a name: nothing is looked up
            return host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** What somebody with these words is in this plant. */
    Set<Role> roles(Iterable<?> words) {
        Set<Role> all = EnumSet.noneOf(Role.class);
        for (Object word : words) {
            if (word instanceof String text && roles.containsKey(text)) {
                all.add(roles.get(text));
            }
        }
        return all;
    }
}
