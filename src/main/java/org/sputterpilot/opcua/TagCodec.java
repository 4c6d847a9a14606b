package org.sputterpilot.opcua;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Tag;

/**
 * Turns readings into OPC UA values and back, without losing anything.
 *
 * <p>On the wire a quantity is a Double in the tag's own unit (so that any client reads sccm, L/min and °C), a state of
 * two is a Boolean, a state of more is an Int32. Inside it is a double in base units, or the index of the state.
 */
public final class TagCodec {
    private static final Map<NodeId, Object> ZEROS = Map.of(
            NodeIds.Boolean,
            false,
            NodeIds.SByte,
            (byte) 0,
            NodeIds.Byte,
            UByte.MIN,
            NodeIds.Int16,
            (short) 0,
            NodeIds.UInt16,
            UShort.MIN,
            NodeIds.Int32,
            0,
            NodeIds.UInt32,
            UInteger.MIN,
            NodeIds.Int64,
            0L,
            NodeIds.Float,
            0f,
            NodeIds.Double,
            0d);

    private TagCodec() {}

    /** The data type of a tag's node. */
    public static NodeId dataType(Tag tag) {
        if (!tag.isState()) {
            return NodeIds.Double;
        }
        return isSwitch(tag) ? NodeIds.Boolean : NodeIds.Int32;
    }

    /** A value with everything a reading carries. */
    public static DataValue encode(Tag tag, double base, Quality quality, Instant sourceTime, Instant serverTime) {
        Variant value = encode(tag, base);
        StatusCode status = value.isNull() ? StatusCode.BAD : status(quality);
        return new DataValue(value, status, new DateTime(sourceTime), new DateTime(serverTime));
    }

    /** The bare value; null for a state that is not one of the tag's states. */
    public static Variant encode(Tag tag, double base) {
        if (!tag.isState()) {
            return new Variant(tag.unit().fromBase(base));
        }
        int index = (int) base;
        if (index != base || index < 0 || index >= tag.states().size()) {
            return Variant.NULL_VALUE;
        }
        return isSwitch(tag) ? new Variant(index == 1) : new Variant(index);
    }

    /**
     * The bare value in the number type a server has shown for this node: a foreign controller that keeps a set point
     * as a Float or an Int16 refuses a Double.
     */
    public static Variant encodeLike(Tag tag, double base, Object shown) {
        Variant ours = encode(tag, base);
        if (shown == null || ours.isNull() || ours.value().getClass() == shown.getClass()) {
            return ours;
        }
        double number = tag.isState() ? base : tag.unit().fromBase(base);
        if (shown instanceof Boolean) {
            return new Variant(number != 0);
        } else if (shown instanceof Float) {
            return new Variant((float) number);
        } else if (shown instanceof Double) {
            return new Variant(number);
        }
        long whole = Math.round(number);
        if (shown instanceof Byte) {
            return new Variant((byte) whole);
        } else if (shown instanceof Short) {
            return new Variant((short) whole);
        } else if (shown instanceof Integer) {
            return new Variant((int) whole);
        } else if (shown instanceof Long) {
            return new Variant(whole);
        } else if (shown instanceof UByte) {
            return new Variant(UByte.valueOf(whole));
        } else if (shown instanceof UShort) {
            return new Variant(UShort.valueOf((int) whole));
        } else if (shown instanceof UInteger) {
            return new Variant(UInteger.valueOf(whole));
        }
        return ours;
    }

    /** A zero of a number type, as a server names it; empty for a type that is none of ours to write. */
    public static Optional<Object> zero(NodeId type) {
        return Optional.ofNullable(ZEROS.get(type));
    }

    /** What a value on the wire says about a tag. Times the server leaves out are filled with the time of receipt. */
    public static Reading decode(Tag tag, DataValue from, Instant received) {
        double base = decode(tag, from.value());
        Instant server = time(from.serverTime(), received);
        Instant source = time(from.sourceTime(), server);
        return new Reading(
                tag.id(), base, usable(tag, base) ? quality(from.statusCode()) : Quality.BAD, source, server);
    }

    /** The number a value on the wire stands for in base units; NaN when it is not of a kind the tag can have. */
    public static double decode(Tag tag, Variant from) {
        Object value = from == null ? null : from.value();
        double number;
        if (value instanceof Boolean yes) {
            number = tag.isState() ? (yes ? 1 : 0) : Double.NaN;
        } else if (value instanceof Number some) {
            number = some.doubleValue();
        } else {
            number = Double.NaN;
        }
        return tag.isState() ? number : tag.unit().toBase(number);
    }

    /** The severity bits of a status; nothing finer survives, because nothing finer decides anything. */
    public static Quality quality(StatusCode status) {
        if (status == null || status.isGood()) {
            return Quality.GOOD;
        }
        return status.isUncertain() ? Quality.UNCERTAIN : Quality.BAD;
    }

    public static StatusCode status(Quality quality) {
        return switch (quality) {
            case GOOD -> StatusCode.GOOD;
            case UNCERTAIN -> StatusCode.UNCERTAIN;
            case BAD -> StatusCode.BAD;
        };
    }

    /** A number nobody can measure, or a state the tag does not have, is not good whatever the server calls it. */
    private static boolean usable(Tag tag, double base) {
        if (!Double.isFinite(base)) {
            return false;
        }
        return !tag.isState() || tag.isStateIndex(base);
    }

    private static boolean isSwitch(Tag tag) {
        return tag.states().size() == 2;
    }

    private static Instant time(DateTime given, Instant otherwise) {
        return given == null || given.isNull() ? otherwise : given.getJavaInstant();
    }
}
