package org.sputterpilot.hmi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sputterpilot.hmi.wire.LiveLink;
import org.sputterpilot.hmi.wire.LivePermissive;
import org.sputterpilot.hmi.wire.TagValue;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagTable;

/**
 * Turns pictures of the unit into events of the stream: each event is written once, whatever the number of screens. It
 * remembers in which turn every part changed last, so that a screen that was away gets exactly what it missed.
 */
final class Frames {
    /** Readings of link age and permissives move all the time; people need them once a second. */
    private static final long SLOW_PART_MS = 1000;

    private final TagTable tags;
    private final ObjectMapper json;
    private final UnitDesk.Facts facts;
    private final Object[] values;
    private final Quality[] qualities;
    private final long[] changedAt;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private UnitPicture picture;
    private double speed;
    private Instant now = Instant.EPOCH;
    private Buffer snapshot;

    /** A part of the frame that is sent whole when it changes. */
    private static final class Part {
        private Object sent;
        private long changedAt;
        private long sentMs;

        void look(Object value, long tick, boolean really, long nowMs, long everyMs) {
            if (Objects.equals(value, sent) || !really && nowMs - sentMs < everyMs) {
                return;
            }
            sent = value;
            changedAt = tick;
            sentMs = nowMs;
        }
    }

    Frames(TagTable tags, UnitDesk.Facts facts, ObjectMapper json) {
        this.tags = tags;
        this.facts = facts;
        this.json = json;
        values = new Object[tags.size()];
        qualities = new Quality[tags.size()];
        changedAt = new long[tags.size()];
        for (String part : List.of(
                "speed",
                "run",
                "unitState",
                "unitMode",
                "verdict",
                "alarms",
                "permissives",
                "links",
                "locks",
                "proofTest")) {
            parts.put(part, new Part());
        }
    }

    /** Takes the next picture; the same turn again is nothing new. */
    boolean take(UnitPicture next, double speedNow, Instant at) {
        now = at;
        if (picture != null && picture.tick().number() == next.tick().number()) {
            return false;
        }
        picture = next;
        speed = speedNow;
        snapshot = null;
        long tick = next.tick().number();
        ProcessImage image = next.image();
        for (int slot = 0; slot < values.length; slot++) {
            Object value = Shown.rounded(tags.at(slot), image.lastValue(slot));
            if (image.quality(slot) != qualities[slot] || !Objects.equals(value, values[slot])) {
                values[slot] = value;
                qualities[slot] = image.quality(slot);
                changedAt[slot] = tick;
            }
        }
        long ms = at.toEpochMilli();
        look("speed", speed, ms);
        look("run", next.run(), ms);
        look("unitState", next.unitState(), ms);
        look("unitMode", next.unitMode(), ms);
        look("verdict", next.verdict(), ms);
        look("alarms", next.alarms(), ms);
        look("locks", next.locks(), ms);
        look("proofTest", next.proofTest(), ms);
        Part permissives = parts.get("permissives");
        permissives.look(
                next.permissives(), tick, !sameAnswers(permissives.sent, next.permissives()), ms, SLOW_PART_MS);
        Part links = parts.get("links");
        links.look(next.links(), tick, !sameStates(links.sent, next.links()), ms, SLOW_PART_MS);
        return true;
    }

    private void look(String part, Object value, long nowMs) {
        parts.get(part).look(value, picture.tick().number(), true, nowMs, 0);
    }

    @SuppressWarnings("unchecked")
    private static boolean sameAnswers(Object sent, List<LivePermissive> now) {
        return sent instanceof List<?> list
                && ((List<LivePermissive>) list)
                        .stream()
                                .map(LivePermissive::ok)
                                .toList()
                                .equals(now.stream().map(LivePermissive::ok).toList());
    }

    @SuppressWarnings("unchecked")
    private static boolean sameStates(Object sent, List<LiveLink> now) {
        return sent instanceof List<?> list
                && ((List<LiveLink>) list)
                        .stream()
                                .map(Frames::told)
                                .toList()
                                .equals(now.stream().map(Frames::told).toList());
    }

    /** What a link says, but for the age that moves with every turn. */
    private static String told(LiveLink link) {
        return link.state() + ' ' + link.detail();
    }

    /** The number of the last turn taken, or -1 before the first. */
    long tick() {
        return picture == null ? -1 : picture.tick().number();
    }

    /** Everything, for a screen that knows nothing. */
    Buffer snapshot() {
        if (snapshot == null) {
            Map<String, Object> frame = head();
            frame.put("mode", facts.mode());
            Map<String, TagValue> all = new LinkedHashMap<>();
            for (int slot = 0; slot < values.length; slot++) {
                all.put(tags.at(slot).id().name(), value(slot));
            }
            frame.put("tags", all);
            parts.forEach((name, part) -> frame.put(name, part.sent));
            snapshot = event("snapshot", frame);
        }
        return snapshot;
    }

    /** What changed after a turn. */
    Buffer since(long tick) {
        Map<String, Object> frame = head();
        Map<String, TagValue> changed = new LinkedHashMap<>();
        for (int slot = 0; slot < values.length; slot++) {
            if (changedAt[slot] > tick) {
                changed.put(tags.at(slot).id().name(), value(slot));
            }
        }
        frame.put("tags", changed);
        parts.forEach((name, part) -> {
            if (part.changedAt > tick) {
                frame.put(name, part.sent);
            }
        });
        return event("delta", frame);
    }

    /** "Still here", with the time, when there is nothing else to say. */
    Buffer heartbeat(Instant at) {
        now = at;
        return event("heartbeat", head());
    }

    private TagValue value(int slot) {
        return new TagValue(
                values[slot],
                qualities[slot].name(),
                picture.image().reading(slot).sourceTime());
    }

    private Map<String, Object> head() {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("tick", tick());
        frame.put("serverTime", now);
        frame.put("plantTime", picture == null ? null : picture.tick().at());
        return frame;
    }

    private Buffer event(String name, Map<String, Object> frame) {
        try {
            Buffer buffer = Buffer.buffer(256);
            buffer.appendString("event: " + name + "\nid: " + tick() + "\ndata: ");
            buffer.appendBytes(json.writeValueAsBytes(frame));
            return buffer.appendString("\n\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame cannot be written", e);
        }
    }
}
