package org.sputterpilot.hmi;

import org.sputterpilot.hmi.wire.TagReading;
import org.sputterpilot.hmi.wire.TagValue;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;

/** How values leave for people: in the tag's display unit, states by name, nothing where nothing is known. */
final class Shown {
    private static final int STREAM_DIGITS = 5;

    private Shown() {}

    /** A number, or nothing when it is none. */
    static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** The value of a tag for people, or null when nothing is known of it. */
    static Object value(Tag tag, double base) {
        if (!Double.isFinite(base)) {
            return null;
        }
        if (tag.isState()) {
            return tag.text(base);
        }
        return tag.unit().fromBase(base);
    }

    /** The same with as many digits as a screen can show. */
    static Object rounded(Tag tag, double base) {
        Object value = value(tag, base);
        return value instanceof Double number ? significant(number) : value;
    }

    static double significant(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        int exponent = STREAM_DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
        if (exponent > 300 || exponent < -300) {
            return value;
        }
        if (exponent >= 0) {
            double scale = Math.pow(10, exponent);
            return Math.rint(value * scale) / scale;
        }
        double scale = Math.pow(10, -exponent);
        return Math.rint(value / scale) * scale;
    }

    static TagValue live(Tag tag, ProcessImage image, int slot) {
        return new TagValue(
                rounded(tag, image.lastValue(slot)),
                image.quality(slot).name(),
                image.reading(slot).sourceTime());
    }

    static TagReading full(Tag tag, ProcessImage image, int slot) {
        boolean known = image != null;
        Double tolerance = tag.confirmTolerance() > 0 && !tag.isState() ? span(tag, tag.confirmTolerance()) : null;
        return new TagReading(
                tag.id().name(),
                tag.title(),
                tag.kind().name(),
                tag.isState() ? "" : tag.unit().symbol(),
                tag.isState() ? tag.states() : null,
                tag.isState() ? null : finite(tag.unit().fromBase(tag.low())),
                tag.isState() ? null : finite(tag.unit().fromBase(tag.high())),
                tolerance,
                tag.confirmedBy().map(Object::toString).orElse(null),
                tag.why(),
                known ? value(tag, image.lastValue(slot)) : null,
                (known ? image.quality(slot) : Quality.BAD).name(),
                known ? image.reading(slot).sourceTime() : null,
                known ? image.reading(slot).serverTime() : null);
    }

    /** A difference in display units: an offset does not count. */
    private static double span(Tag tag, double base) {
        return base / tag.unit().factor();
    }
}
