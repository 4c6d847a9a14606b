package org.sputterpilot.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Users in memory. */
class RememberedBook implements UserBook {
    private final Map<String, UserEntry> users = new LinkedHashMap<>();
    private final Map<String, ApiToken> tokens = new LinkedHashMap<>();
    private final Map<String, SignInBrake.Failures> failures = new LinkedHashMap<>();
    private final Map<String, List<String>> old = new LinkedHashMap<>();

    List<String> written() {
        return List.of(
                users.toString(),
                tokens.values().stream().map(ApiToken::hash).toList().toString());
    }

    @Override
    public List<UserEntry> users() {
        return List.copyOf(users.values());
    }

    @Override
    public void keep(UserEntry entry) {
        users.put(entry.user(), entry);
    }

    @Override
    public void keepOldPassword(String user, String hash, Instant replacedAt) {
        old.computeIfAbsent(user, u -> new ArrayList<>()).add(0, hash);
    }

    @Override
    public List<String> oldPasswords(String user, int most) {
        return old.getOrDefault(user, List.of()).stream().limit(most).toList();
    }

    @Override
    public List<ApiToken> tokens() {
        return List.copyOf(tokens.values());
    }

    @Override
    public void keep(ApiToken token) {
        tokens.put(token.id(), token);
    }

    @Override
    public List<SignInBrake.Failures> failures() {
        return List.copyOf(failures.values());
    }

    @Override
    public void keep(SignInBrake.Failures one) {
        failures.put(one.kind() + one.key(), one);
    }

    @Override
    public void forget(SignInBrake.Failures one) {
        failures.remove(one.kind() + one.key());
    }
}
