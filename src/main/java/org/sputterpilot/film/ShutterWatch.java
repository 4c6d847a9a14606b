package org.sputterpilot.film;

import org.sputterpilot.signals.ProcessImage;

/**
 * For how long the shutter let film through, by the time stamps of its switches, and how long it takes from the order
 * to half-way, wires included. Half open counts half; what cannot be told stays what it was.
 */
final class ShutterWatch {
    private static final int DEPOSIT = 9;
    private static final int CLOSE_SHUTTER = 10;
    private static final double ON_ITS_WAY = 0.5;
    /** A switch that changed longer ago, in wall time, has no clock worth the name. */
    private static final double LATEST_S = 5;

    private static final double LONGEST_LATENCY_S = 5;
    /** Weight of one more latency. */
    private static final double LEARNS = 0.3;

    private static final long NONE = Long.MIN_VALUE;

    private final FilmTags tags;
    private double share;
    private long leftNanos;
    private int phase;
    private long orderedNanos = NONE;
    private double latencyS = Double.NaN;
    private double learnedAtScale = 1;

    ShutterWatch(FilmTags tags) {
        this.tags = tags;
    }

    /**
     * Seconds of open shutter that this turn adds; negative when it tells of a closing that was before the last turn.
     *
     * @param seconds plant time this turn adds
     */
    double openSeconds(ProcessImage image, PlantClock clock, double seconds) {
        order(image, clock);
        double before = share;
        double now = shown(image);
        if (now == before) {
            return share * seconds;
        }
        long open = PlantClock.nanos(image.sourceTime(tags.shutterOpen));
        long closed = PlantClock.nanos(image.sourceTime(tags.shutterClosed));
        long edge;
        if (now == ON_ITS_WAY) {
            leftNanos = before == 0 ? closed : open;
            edge = leftNanos;
        } else {
            long arrived = now == 1 ? open : closed;
            long left = before == ON_ITS_WAY ? leftNanos : now == 1 ? closed : open;
            long middle = left + (arrived - left) / 2;
            edge = before == ON_ITS_WAY ? arrived : middle;
            learn(middle, image.communicationScale());
        }
        share = now;
        double ago = Math.max(0, (clock.nowNanos() - edge) * 1e-9);
        double most = seconds + LATEST_S * image.communicationScale();
        return before * seconds + (now - before) * (ago > most ? 0 : ago);
    }

    private double shown(ProcessImage image) {
        double open = image.number(tags.shutterOpen);
        double closed = image.number(tags.shutterClosed);
        if (open == 1) {
            return 1;
        }
        if (closed == 1) {
            return 0;
        }
        return open == 0 && closed == 0 ? ON_ITS_WAY : share;
    }

    /** The run's phase tells when the shutter was ordered: Deposit opens it, CloseShutter closes it. */
    private void order(ProcessImage image, PlantClock clock) {
        double shown = image.number(tags.runPhase);
        int now = Double.isNaN(shown) ? phase : (int) shown;
        if (now == phase) {
            return;
        }
        boolean opens = now == DEPOSIT && share == 0;
        boolean closes = phase == DEPOSIT && now == CLOSE_SHUTTER && share == 1;
        orderedNanos = opens || closes ? clock.beforeNanos() : NONE;
        phase = now;
    }

    private void learn(long middleNanos, double scale) {
        if (orderedNanos == NONE) {
            return;
        }
        double seconds = (middleNanos - orderedNanos) * 1e-9;
        orderedNanos = NONE;
        if (seconds < 0 || seconds > LONGEST_LATENCY_S * scale) {
            return;
        }
        boolean first = Double.isNaN(latencyS) || scale != learnedAtScale;
        latencyS = first ? seconds : latencyS + LEARNS * (seconds - latencyS);
        learnedAtScale = scale;
    }

    /** Share of the film that passes now: 1 open, 0 closed, half on its way. */
    double share() {
        return share;
    }

    /** From the order to half-way, in plant time; NaN until it has moved once at this speed. */
    double latencyS(double scale) {
        return scale == learnedAtScale ? latencyS : Double.NaN;
    }
}
