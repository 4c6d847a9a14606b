package org.sputterpilot.security;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which role may do what: the one table from which the guards of the calls and the buttons of the screens both follow.
 * A dot is a refusal.
 */
public final class PermissionMatrix {
    private static final String TABLE = """
                            | viewer | operator | engineer | qa | maintenance | safety | admin
            watch           |   x    |    x     |    x     | x  |      x      |   x    |   x
            abort           |   .    |    x     |    x     | x  |      x      |   x    |   x
            start           |   .    |    x     |    x     | .  |      .      |   .    |   .
            hold            |   .    |    x     |    x     | .  |      .      |   .    |   .
            endPhase        |   .    |    .     |    x     | .  |      .      |   .    |   .
            comment         |   .    |    x     |    x     | x  |      x      |   x    |   .
            dispose         |   .    |    .     |    x     | x  |      .      |   .    |   .
            approveContinue |   .    |    .     |    .     | x  |      .      |   .    |   .
            release         |   .    |    .     |    .     | x  |      .      |   .    |   .
            reviewRun       |   .    |    .     |    x     | .  |      .      |   .    |   .
            deviation       |   .    |    x     |    x     | x  |      x      |   x    |   .
            closeDeviation  |   .    |    .     |    x     | x  |      .      |   .    |   .
            reset           |   .    |    x     |    x     | .  |      x      |   .    |   .
            acknowledge     |   .    |    x     |    x     | .  |      x      |   .    |   .
            shelveAlarm     |   .    |    x     |    x     | .  |      x      |   .    |   .
            suppressAlarm   |   .    |    .     |    x     | .  |      .      |   .    |   .
            alarmService    |   .    |    .     |    x     | .  |      x      |   .    |   .
            mode            |   .    |    x     |    x     | .  |      x      |   .    |   .
            writeTag        |   .    |    .     |    x     | .  |      x      |   .    |   .
            bind            |   .    |    .     |    x     | .  |      x      |   .    |   .
            requestBypass   |   .    |    x     |    x     | .  |      x      |   x    |   .
            approveBypass   |   .    |    .     |    x     | .  |      .      |   x    |   .
            forceTrip       |   .    |    .     |    x     | .  |      x      |   x    |   .
            signMatrix      |   .    |    .     |    x     | x  |      .      |   x    |   .
            measure         |   .    |    x     |    x     | x  |      .      |   .    |   .
            addendum        |   .    |    x     |    x     | x  |      x      |   .    |   .
            calibrate       |   .    |    .     |    x     | .  |      .      |   .    |   .
            toolWork        |   .    |    .     |    x     | .  |      x      |   .    |   .
            proofTest       |   .    |    .     |    x     | .  |      x      |   x    |   .
            maintenanceLock |   .    |    x     |    x     | .  |      x      |   x    |   .
            editRecipe      |   .    |    .     |    x     | .  |      .      |   .    |   .
            approveRecipe   |   .    |    .     |    x     | x  |      .      |   .    |   .
            genealogy       |   .    |    x     |    x     | x  |      .      |   .    |   .
            virtualChamber  |   .    |    x     |    x     | .  |      x      |   x    |   x
            audit           |   .    |    .     |    .     | x  |      .      |   .    |   x
            ownAccount      |   x    |    x     |    x     | x  |      x      |   x    |   x
            users           |   .    |    .     |    .     | .  |      .      |   .    |   x
            certificates    |   .    |    .     |    .     | .  |      .      |   .    |   x
            backup          |   .    |    .     |    .     | .  |      .      |   .    |   x
            legalHold       |   .    |    .     |    .     | x  |      .      |   .    |   .
            importLog       |   .    |    .     |    x     | x  |      .      |   .    |   .
            """;

    private static final Map<Role, Set<Permission>> GRANTED = parse();

    private PermissionMatrix() {}

    /** Everything a person with these roles may do. */
    public static Set<Permission> granted(Collection<Role> roles) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        for (Role role : roles) {
            all.addAll(GRANTED.get(role));
        }
        return Collections.unmodifiableSet(all);
    }

    /** Every permission with the answer for these roles, in the order of the table. */
    public static Map<String, Boolean> answers(Collection<Role> roles) {
        Set<Permission> granted = granted(roles);
        Map<String, Boolean> answers = new LinkedHashMap<>();
        for (Permission permission : Permission.values()) {
            answers.put(permission.word(), granted.contains(permission));
        }
        return answers;
    }

    private static Map<Role, Set<Permission>> parse() {
        Map<Role, Set<Permission>> granted = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            granted.put(role, EnumSet.noneOf(Permission.class));
        }
        String[] lines = TABLE.strip().lines().toArray(String[]::new);
        String[] heads = cells(lines[0]);
        Set<Permission> seen = EnumSet.noneOf(Permission.class);
        for (int line = 1; line < lines.length; line++) {
            String[] cells = cells(lines[line]);
            Permission permission = Permission.of(cells[0])
                    .orElseThrow(
                            () -> new IllegalStateException("permission table: '" + cells[0] + "' is no permission"));
            seen.add(permission);
            for (int column = 1; column < cells.length; column++) {
                Role role = Role.of(heads[column]).orElseThrow();
                if (cells[column].equals("x")) {
                    granted.get(role).add(permission);
                } else if (!cells[column].equals(".")) {
                    throw new IllegalStateException("permission table: '" + cells[column] + "' is neither x nor .");
                }
            }
        }
        if (seen.size() != Permission.values().length || heads.length != Role.values().length + 1) {
            throw new IllegalStateException("permission table: a role or a permission is missing");
        }
        return granted;
    }

    private static String[] cells(String line) {
        String[] cells = line.split("\\|", -1);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }
}
