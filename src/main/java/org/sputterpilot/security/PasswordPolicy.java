package org.sputterpilot.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.security.UserRuleException.Broken;

/**
 * Which passwords are taken. After NIST SP 800-63B-4: long instead of complicated, nothing that is on everybody's list,
 * no rule about digits and signs, and no change by the calendar unless a site asks for one.
 *
 * @param shortest fewest characters
 * @param longest most characters
 * @param earlier how many earlier passwords may not come back
 * @param expires after how long a password has to be changed; empty for never
 * @param known words of the site's own that are refused besides the common ones, in small letters
 */
public record PasswordPolicy(int shortest, int longest, int earlier, Optional<Duration> expires, Set<String> known) {
    private static final int NAME_PART = 3;
    private static final int SAME_SHARE = 3;

    public PasswordPolicy {
        known = Set.copyOf(known);
        if (shortest < 8) {
            throw new IllegalArgumentException(
                    "the shortest password is " + shortest + " characters, expected 8 or more");
        }
        if (longest < 64 || longest < shortest) {
            throw new IllegalArgumentException(
                    "the longest password is " + longest + " characters, expected 64 or more");
        }
    }

    /** Every rule this password breaks, for this person; earlier passwords are the register's affair. */
    public List<Broken> broken(String user, String name, char[] password) {
        String given = new String(password);
        String small = given.toLowerCase(Locale.ROOT);
        List<Broken> broken = new ArrayList<>();
        int length = given.codePointCount(0, given.length());
        if (length < shortest) {
            broken.add(rule(
                    "length", "At least " + shortest + " characters; a sentence does well. This has " + length + "."));
        }
        if (length > longest) {
            broken.add(rule("length", "At most " + longest + " characters. This has " + length + "."));
        }
        if (given.chars().anyMatch(Character::isISOControl)) {
            broken.add(rule("characters", "Control characters cannot be typed everywhere."));
        }
        if (containsName(small, user, name)) {
            broken.add(rule("name", "It contains your user name or your name."));
        }
        if (CommonPasswords.known(small) || known.contains(small)) {
            broken.add(rule("common", "It is on every list of common passwords, or nearly so."));
        } else if (given.chars().distinct().count() * SAME_SHARE < length) {
            broken.add(rule("repeats", "It repeats few characters."));
        }
        return broken;
    }

    private static boolean containsName(String small, String user, String name) {
        if (user.length() >= NAME_PART && small.contains(user.toLowerCase(Locale.ROOT))) {
            return true;
        }
        for (String part : name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (part.length() > NAME_PART && small.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static Broken rule(String rule, String message) {
        return new Broken("password", rule, message);
    }
}
