package org.sputterpilot.replay;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.sputterpilot.golden.Band;
import org.sputterpilot.historian.CanonicalJson;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.CanonicalJsonReader.NotCanonicalException;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.TagId;

/**
 * Records of the pure rooms as text and back, to the last bit: numbers are written in base 16, and components by their
 * names, so that a later program can say which one it misses. The return envelope of a request is not written; who
 * reads it gets a new one.
 */
final class RecordText {
    private static final String HOUSE = "org.sputterpilot.";
    /** Name of the record, where the place it stands in does not say which one it must be. */
    private static final String KIND = "";

    private static final String ITEM = "is";

    /** A text that says nothing to this program. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    private RecordText() {}

    /** The text of a record. */
    static String of(Object value) {
        return CanonicalJson.of(plain(value, Object.class));
    }

    /**
     * The record that a text spells.
     *
     * @throws UnreadableException when this program has no such record, or one with other components
     */
    static <T> T read(String text, Class<T> expected) throws UnreadableException {
        try {
            Object read = made(CanonicalJsonReader.read(text), Object.class);
            if (!expected.isInstance(read)) {
                throw new UnreadableException("expected " + expected.getSimpleName());
            }
            return expected.cast(read);
        } catch (NotCanonicalException e) {
            throw new UnreadableException(e.getMessage());
        }
    }

    // ---------------------------------------------------------------- to text

    private static Object plain(Object value, Type declared) {
        if (value == null) {
            return null;
        } else if (value instanceof Optional<?> perhaps) {
            return perhaps.<List<?>>map(some -> listOf(plain(some, argument(declared, 0))))
                    .orElse(List.of());
        } else if (value instanceof Iterable<?> items) {
            List<Object> list = new ArrayList<>();
            items.forEach(item -> list.add(plain(item, argument(declared, 0))));
            return list;
        } else if (value instanceof Map<?, ?> map) {
            List<Object> pairs = new ArrayList<>();
            map.forEach((key, item) ->
                    pairs.add(Arrays.asList(plain(key, argument(declared, 0)), plain(item, argument(declared, 1)))));
            return pairs;
        } else if (value instanceof double[] numbers) {
            return numbers(Arrays.stream(numbers));
        } else if (value instanceof ToolParameters tool) {
            return plain(tool.all(), new MapOf(ToolParameter.class, Double.class));
        } else if (value instanceof Band band) {
            return List.of(
                    numbers(IntStream.range(0, band.size()).mapToDouble(band::centre)),
                    numbers(IntStream.range(0, band.size()).mapToDouble(band::half)));
        } else if (value instanceof Record record) {
            return object(record, declared);
        } else if (value instanceof Enum<?> word) {
            return declared == word.getDeclaringClass()
                    ? word.name()
                    : new LinkedHashMap<>(Map.of(KIND, nameOf(word.getDeclaringClass()), ITEM, word.name()));
        } else if (value instanceof Double number) {
            return Double.toHexString(number);
        } else if (value instanceof Long number) {
            return Long.toString(number);
        } else if (value instanceof Integer || value instanceof Boolean) {
            return value;
        } else if (value instanceof String
                || value instanceof Instant
                || value instanceof Duration
                || value instanceof TagId) {
            return value.toString();
        }
        throw new IllegalArgumentException("the input log has no text for " + value.getClass());
    }

    private static List<String> numbers(DoubleStream numbers) {
        return numbers.mapToObj(Double::toHexString).toList();
    }

    private static List<Object> listOf(Object one) {
        List<Object> list = new ArrayList<>(1);
        list.add(one);
        return list;
    }

    private static Map<String, Object> object(Record record, Type declared) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (declared != record.getClass()) {
            object.put(KIND, nameOf(record.getClass()));
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getType() != Reply.class) {
                object.put(component.getName(), plain(value(record, component), component.getGenericType()));
            }
        }
        return object;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("cannot read " + component + " of " + record.getClass(), e);
        }
    }

    private static String nameOf(Class<?> type) {
        return type.getName().substring(HOUSE.length());
    }

    // ---------------------------------------------------------------- from text

    private static Object made(Object text, Type declared) throws UnreadableException {
        Class<?> raw = raw(declared);
        if (text == null) {
            return null;
        } else if (raw == Optional.class) {
            List<?> some = as(List.class, text);
            return some.isEmpty() ? Optional.empty() : Optional.ofNullable(made(some.get(0), argument(declared, 0)));
        } else if (raw == List.class || raw == Set.class) {
            List<Object> items = new ArrayList<>();
            for (Object item : as(List.class, text)) {
                items.add(made(item, argument(declared, 0)));
            }
            return raw == List.class ? items : new LinkedHashSet<>(items);
        } else if (raw == Map.class) {
            return map(text, declared);
        } else if (raw == double[].class) {
            return numbers(text);
        } else if (raw == ToolParameters.class) {
            Map<?, ?> all = map(text, new MapOf(ToolParameter.class, Double.class));
            for (ToolParameter parameter : ToolParameter.values()) {
                if (!all.containsKey(parameter)) {
                    throw new UnreadableException("the tool parameter " + parameter + " was not known then");
                }
            }
            return ToolParameters.from(parameter -> (Double) all.get(parameter));
        } else if (raw == Band.class) {
            List<?> both = as(List.class, text);
            return new Band(numbers(both.get(0)), numbers(both.get(1)));
        } else if (text instanceof Map<?, ?> object) {
            return record(object, raw);
        } else if (raw == double.class || raw == Double.class) {
            return Double.valueOf(as(String.class, text));
        } else if (raw == long.class || raw == Long.class) {
            return Long.valueOf(as(String.class, text));
        } else if (raw == int.class || raw == Integer.class) {
            return as(Double.class, text).intValue();
        } else if (raw == boolean.class || raw == Boolean.class) {
            return as(Boolean.class, text);
        }
        return word(as(String.class, text), raw);
    }

    private static Object word(String text, Class<?> raw) throws UnreadableException {
        try {
            if (raw == String.class) {
                return text;
            } else if (raw == Instant.class) {
                return Instant.parse(text);
            } else if (raw == Duration.class) {
                return Duration.parse(text);
            } else if (raw == TagId.class) {
                return TagId.of(text);
            } else if (raw.isEnum()) {
                return constant(raw, text);
            }
        } catch (RuntimeException e) {
            throw new UnreadableException("'" + text + "' is no " + raw.getSimpleName());
        }
        throw new UnreadableException("'" + text + "' where " + raw.getSimpleName() + " is expected");
    }

    private static Object constant(Class<?> type, String name) throws UnreadableException {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new UnreadableException("this program has no " + type.getSimpleName() + " " + name);
    }

    private static Map<?, ?> map(Object text, Type declared) throws UnreadableException {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object pair : as(List.class, text)) {
            List<?> both = as(List.class, pair);
            map.put(made(both.get(0), argument(declared, 0)), made(both.get(1), argument(declared, 1)));
        }
        return map;
    }

    private static double[] numbers(Object text) throws UnreadableException {
        List<?> list = as(List.class, text);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(as(String.class, list.get(i)));
        }
        return numbers;
    }

    private static Object record(Map<?, ?> object, Class<?> declared) throws UnreadableException {
        Class<?> type = object.containsKey(KIND) ? kind(as(String.class, object.get(KIND))) : declared;
        if (type.isEnum()) {
            return constant(type, as(String.class, object.get(ITEM)));
        }
        if (!type.isRecord()) {
            throw new UnreadableException(type.getSimpleName() + " is no record");
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            String name = components[i].getName();
            if (types[i] == Reply.class) {
                values[i] = new Reply();
            } else if (object.containsKey(name)) {
                values[i] = made(object.get(name), components[i].getGenericType());
            } else {
                throw new UnreadableException(type.getSimpleName() + " had no '" + name + "' then");
            }
        }
        return construct(type, types, values);
    }

    private static Object construct(Class<?> type, Class<?>[] types, Object[] values) throws UnreadableException {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new UnreadableException("no " + type.getSimpleName() + " can be made of it: " + e);
        }
    }

    /** Only words of this house are made from a file, and only facts: records and constants. */
    private static Class<?> kind(String name) throws UnreadableException {
        try {
            Class<?> type = Class.forName(HOUSE + name, false, RecordText.class.getClassLoader());
            if (type.isRecord() || type.isEnum()) {
                return type;
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UnreadableException("this program has no " + name);
        }
        throw new UnreadableException(name + " is no fact");
    }

    // ---------------------------------------------------------------- types

    /** The declared type of a map that stands in no record. */
    private record MapOf(Class<?> key, Class<?> value) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {key, value};
        }

        @Override
        public Type getRawType() {
            return Map.class;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }
    }

    private static Type argument(Type declared, int index) {
        return declared instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    private static Class<?> raw(Type declared) {
        if (declared instanceof Class<?> type) {
            return type;
        }
        return declared instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
    }

    private static <T> T as(Class<T> type, Object text) throws UnreadableException {
        if (!type.isInstance(text)) {
            throw new UnreadableException("'" + text + "' where " + type.getSimpleName() + " is expected");
        }
        return type.cast(text);
    }
}
