package org.sputterpilot.historian;

import java.nio.charset.StandardCharsets;

/** Finds the marks that divide a sealed file, also when one of their own bytes is damaged. */
final class Damage {
    private Damage() {}

    /** The last place where a mark stands, one wrong byte allowed; -1 when there is none. */
    static int lastMark(byte[] file, String mark, int before) {
        byte[] wanted = bytes(mark);
        for (int at = Math.min(before, file.length) - wanted.length; at >= 0; at--) {
            if (wrongBytes(file, at, wanted) <= 1) {
                return at;
            }
        }
        return -1;
    }

    /** Whether exactly this stands at a place. */
    static boolean stands(byte[] file, int at, String mark) {
        byte[] wanted = bytes(mark);
        return at >= 0 && at + wanted.length <= file.length && wrongBytes(file, at, wanted) == 0;
    }

    private static int wrongBytes(byte[] file, int at, byte[] wanted) {
        int wrong = 0;
        for (int i = 0; i < wanted.length && wrong <= 1; i++) {
            if (file[at + i] != wanted[i]) {
                wrong++;
            }
        }
        return wrong;
    }

    /** Bytes as text. */
    static String text(byte[] file, int from, int to) {
        return new String(file, from, to - from, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
