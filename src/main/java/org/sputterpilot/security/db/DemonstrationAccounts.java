package org.sputterpilot.security.db;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Accounts;
import org.sputterpilot.security.Role;

/**
 * The people of the virtual plant, all with the password {@code demo}. They exist only beside a virtual chamber, on a
 * server that listens to its own machine.
 */
public final class DemonstrationAccounts implements Accounts {
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private PasswordHash hash;

    public DemonstrationAccounts() {
        for (Role role : Role.values()) {
            add(role.word(), role);
        }
        add("engineer2", Role.ENGINEER);
    }

    private void add(String user, Role role) {
        String name = "Demo " + Character.toUpperCase(user.charAt(0)) + user.substring(1);
        accounts.put(user, new Account(user, name, Set.of(role)));
    }

    @Override
    public Optional<Account> find(String user) {
        return Optional.ofNullable(accounts.get(user));
    }

    @Override
    public Optional<Account> verify(String user, char[] password) {
        boolean right = hash().matches(password);
        return right ? find(user) : Optional.empty();
    }

    @Override
    public boolean demonstration() {
        return true;
    }

    /** Computed at the first sign-in, not at start: it is slow on purpose. */
    private synchronized PasswordHash hash() {
        if (hash == null) {
            hash = PasswordHash.of("demo".toCharArray());
        }
        return hash;
    }
}
