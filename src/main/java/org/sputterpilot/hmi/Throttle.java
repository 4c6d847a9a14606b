package org.sputterpilot.hmi;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lets everybody do so much at once and so much a second: a bucket that fills with time. */
final class Throttle {
    /** Who has not been heard for longest is forgotten first: their bucket is full again anyway. */
    private static final int MOST = 10_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private record Bucket(double left, long at) {}

    private final double perSecond;
    private final double burst;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    Throttle(double perSecond, double burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /**
     * One more call.
     *
     * @return 0 when it may be served, else after how many seconds the next one may
     */
    synchronized int seconds(String who, long nowNanos) {
        Bucket bucket = buckets.get(who);
        double left = bucket == null
                ? burst
                : Math.min(burst, bucket.left() + (nowNanos - bucket.at()) / NANOS_PER_SECOND * perSecond);
        if (left < 1) {
            buckets.put(who, new Bucket(left, nowNanos));
            return (int) Math.ceil((1 - left) / perSecond);
        }
        buckets.put(who, new Bucket(left - 1, nowNanos));
        return 0;
    }
}
