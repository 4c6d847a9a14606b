package org.sputterpilot.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One bit of one byte turned, so that what comes out could still stand in the database. */
final class Flips {
    private Flips() {}

    static Object turned(Object before, SplittableRandom random) {
        if (before instanceof Instant at) {
            long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
            long turned = micros ^ 1L << random.nextInt(50);
            return Instant.ofEpochSecond(Math.floorDiv(turned, 1_000_000L), Math.floorMod(turned, 1_000_000L) * 1000);
        }
        if (before instanceof Long number) {
            return number ^ 1L << random.nextInt(14);
        }
        byte[] bytes = before.toString().getBytes(StandardCharsets.UTF_8);
        while (true) {
            byte[] turned = bytes.clone();
            turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));
            String text = new String(turned, StandardCharsets.UTF_8);
            boolean whole = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), turned);
            if (whole && text.indexOf('\u0000') < 0) {
                return text;
            }
        }
    }
}
