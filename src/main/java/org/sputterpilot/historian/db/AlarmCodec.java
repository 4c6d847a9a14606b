package org.sputterpilot.historian.db;

import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmMemory;
import org.sputterpilot.interlocks.alarms.AlarmState;

/** Alarms within a journal record. States go by name: a number would mean something else in the next edition. */
final class AlarmCodec {
    private AlarmCodec() {}

    static void write(AlarmChange change, ByteWriter out) {
        out.text(change.id()).count(change.priority());
        out.text(change.from().name())
                .text(change.to().name())
                .text(change.event().name());
        FrameCodec.moment(change.at(), out);
        out.text(change.value()).text(change.by()).text(change.comment());
        FrameCodec.perhaps(change.until(), out);
        out.put(change.oneShot() ? 1 : 0);
    }

    static AlarmChange change(ByteReader in) {
        return new AlarmChange(
                in.text(),
                in.size(Integer.MAX_VALUE),
                word(AlarmState.class, in.text()),
                word(AlarmState.class, in.text()),
                word(AlarmState.Event.class, in.text()),
                FrameCodec.moment(in),
                in.text(),
                in.text(),
                in.text(),
                FrameCodec.perhaps(in),
                in.get() == 1);
    }

    static void write(AlarmMemory memory, ByteWriter out) {
        out.text(memory.id()).text(memory.state().name());
        FrameCodec.moment(memory.since(), out);
        FrameCodec.moment(memory.raised(), out);
        out.put(memory.active() ? 1 : 0).put(memory.latched() ? 1 : 0);
        out.text(memory.value()).text(memory.by()).text(memory.comment());
        FrameCodec.perhaps(memory.until(), out);
        out.put(memory.oneShot() ? 1 : 0);
    }

    static AlarmMemory memory(ByteReader in) {
        return new AlarmMemory(
                in.text(),
                word(AlarmState.class, in.text()),
                FrameCodec.moment(in),
                FrameCodec.moment(in),
                in.get() == 1,
                in.get() == 1,
                in.text(),
                in.text(),
                in.text(),
                FrameCodec.perhaps(in),
                in.get() == 1);
    }

    private static <E extends Enum<E>> E word(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new DamagedException("an alarm with " + name);
        }
    }
}
