package org.sputterpilot.genealogy;

/**
 * The check character of a label after ISO/IEC 7064 MOD 37,36: it finds every single wrong character and nearly every
 * pair of neighbours exchanged.
 */
final class CheckCharacter {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MODULUS = 36;

    private CheckCharacter() {}

    /** The character that belongs to these letters and digits; dashes do not count. */
    static char of(String label) {
        int product = MODULUS;
        for (int i = 0; i < label.length(); i++) {
            if (label.charAt(i) != '-') {
                int sum = (product + ALPHABET.indexOf(label.charAt(i))) % MODULUS;
                product = (sum == 0 ? MODULUS : sum) * 2 % (MODULUS + 1);
            }
        }
        return ALPHABET.charAt((MODULUS + 1 - product) % MODULUS);
    }
}
