package org.sputterpilot.security;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that passwords are made of when people do not think: found under digits, signs and swapped letters, alone,
 * doubled or one after another. A site adds its own list by a setting.
 */
final class CommonPasswords {
    private static final Set<String> WORDS =
            Arrays.stream("""
            password passwort passw pass passphrase secret geheim mima login logon signin letmein welcome willkommen
            hello hallo nihao admin administrator root superuser user guest test tester testing demo default changeme
            change please master system server database oracle postgres public private access open sesame service
            qwerty qwertz azerty qwertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qwer abc abcd abcdef abcdefgh
            iloveyou love lovely sunshine princess monkey dragon shadow football baseball soccer hockey superman batman
            pokemon starwars michael jordan jennifer daniel thomas charlie donald george andrew joshua freedom whatever
            trustno trustnoone summer winter spring autumn monday friday january december flower cheese coffee chocolate
            computer internet google apple samsung microsoft windows linux android facebook ninja killer hunter ranger
            sputter sputterpilot magnetron plasma vacuum chamber titanium oxide zinc target foil film cathode operator
            engineer maintenance safety quality viewer controller plant factory machine equipment laboratory battery
            company school university student teacher
            correcthorsebatterystaple correct horse staple correcthorse thequickbrownfox quick brown fox
            woaini meimei beijing shanghai china america london berlin
            """.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final String RUNS =
            "abcdefghijklmnopqrstuvwxyzabc qwertyuiopasdfghjklzxcvbnm 012345678901234567890123456789";

    private CommonPasswords() {}

    /** Whether a password, in small letters, is made of nothing but common words, digits, signs and rows of keys. */
    static boolean known(String small) {
        return madeOfWords(NO_LETTERS.matcher(small).replaceAll(""))
                || madeOfWords(NO_LETTERS.matcher(plain(small)).replaceAll(""));
    }

    /** Letters instead of the signs that are drawn for them. */
    private static String plain(String small) {
        return small.replace('0', 'o')
                .replace('1', 'l')
                .replace('!', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    /** Splits greedily from every place that is reached; an empty rest means digits and signs only. */
    private static boolean madeOfWords(String letters) {
        boolean[] reached = new boolean[letters.length() + 1];
        reached[0] = true;
        for (int from = 0; from < letters.length(); from++) {
            if (!reached[from]) {
                continue;
            }
            for (int to = from + 3; to <= letters.length(); to++) {
                String part = letters.substring(from, to);
                if (WORDS.contains(part) || part.length() > 3 && RUNS.contains(part)) {
                    reached[to] = true;
                }
            }
        }
        return reached[letters.length()];
    }
}
