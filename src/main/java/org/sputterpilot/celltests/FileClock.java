package org.sputterpilot.celltests;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What testers write as their clock. Most of them name no zone: then it is only known to within half a day. */
public final class FileClock {
    /** Zones lie so far from UTC at most. */
    public static final Duration ZONE_UNKNOWN = Duration.ofHours(14);

    private static final double OLDEST_EPOCH_S = 8e8;
    private static final double NEWEST_EPOCH_S = 5e9;

    private static final List<DateTimeFormatter> FORMS = List.of(
                    "yyyy-MM-dd HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS]",
                    "yyyy/MM/dd HH:mm:ss[.SSS]",
                    "MM/dd/yyyy HH:mm:ss[.SSSSSS][.SSSS][.SSS]",
                    "MM-dd-yyyy HH:mm:ss[.SSS]",
                    "M/d/yyyy h:mm:ss a",
                    "dd.MM.yyyy HH:mm:ss[.SSS]")
            .stream()
            .map(form -> DateTimeFormatter.ofPattern(form, Locale.ROOT))
            .toList();

    private FileClock() {}

    /** The moment if the clock showed UTC; empty when the text is no time. */
    public static Optional<Instant> read(String text) {
        String bare = text.strip();
        try {
            return Optional.of(
                    java.time.OffsetDateTime.parse(bare.replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException notWithZone) {
            // the next form
        }
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(
                        LocalDateTime.parse(bare.replace('T', ' '), form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException notThis) {
                // the next form
            }
        }
        try {
            double epoch = Double.parseDouble(bare);
            return epoch > OLDEST_EPOCH_S && epoch < NEWEST_EPOCH_S
                    ? Optional.of(Instant.ofEpochMilli(Math.round(epoch * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException noTime) {
            return Optional.empty();
        }
    }
}
