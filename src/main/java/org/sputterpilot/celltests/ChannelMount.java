package org.sputterpilot.celltests;

import java.time.Instant;
import java.util.Optional;

/**
 * A cell on a channel of a tester, from when until when.
 *
 * @param cell its label
 * @param unit of the device, empty when it has none
 * @param protocol that runs there, or empty
 * @param clockOffsetS what the device's clock is ahead of UTC, s
 */
public record ChannelMount(
        String id,
        String cell,
        Channel channel,
        String protocol,
        Instant mountedAt,
        String mountedBy,
        double clockOffsetS,
        Optional<End> end) {
    /** A place on a tester. */
    public record Channel(String device, String unit, String number) {
        @Override
        public String toString() {
            return device + (unit.isEmpty() ? "" : "/" + unit) + "/" + number;
        }

        /** Whether a file that says less may be from here. */
        boolean fits(Channel said) {
            return (said.device.isEmpty() || said.device.equalsIgnoreCase(device))
                    && (said.unit.isEmpty() || said.unit.equals(unit))
                    && said.number.equals(number);
        }
    }

    /** The cell was taken off, or the test ended there. */
    public record End(Instant at, String who, String reason) {}

    /** Whether both are on at the same moment. */
    public boolean overlaps(ChannelMount other) {
        return mountedAt.isBefore(other.until()) && other.mountedAt.isBefore(until());
    }

    /** Its end, or for ever. */
    public Instant until() {
        return end.map(End::at).orElse(Instant.MAX);
    }
}
