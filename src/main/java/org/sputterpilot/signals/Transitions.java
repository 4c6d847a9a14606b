package org.sputterpilot.signals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a machine may do next: a table of states and events in which an empty cell is a refusal, not an oversight.
 *
 * <p>The table is text, so that it reads in the source as it does on paper. Every state is a row and every event a
 * column, once each; a bad word fails when the class is loaded.
 *
 * @param <S> the states
 * @param <E> the commands and happenings that move it
 */
public final class Transitions<S extends Enum<S>, E extends Enum<E>> {
    private final Class<S> states;
    private final Class<E> events;
    private final Map<S, Map<E, S>> moves;

    private Transitions(Class<S> states, Class<E> events, Map<S, Map<E, S>> moves) {
        this.states = states;
        this.events = events;
        this.moves = moves;
    }

    /**
     * Reads a table such as
     *
     * <pre>
     * from    | START   | done
     * IDLE    | RUNNING |
     * RUNNING |         | IDLE
     * </pre>
     *
     * Words are the constants' names in upper or lower case.
     *
     * @throws IllegalArgumentException naming the row and the word, when a state or event is unknown, missing or twice
     */
    public static <S extends Enum<S>, E extends Enum<E>> Transitions<S, E> of(
            Class<S> states, Class<E> events, String table) {
        List<String> lines = table.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an empty table");
        }
        List<String> head = cells(lines.get(0));
        List<E> columns = new ArrayList<>();
        for (String word : head.subList(1, head.size())) {
            E event = word(events, word, "the head");
            if (columns.contains(event)) {
                throw new IllegalArgumentException("column " + event + " twice");
            }
            columns.add(event);
        }
        requireAll(events, columns, "column");
        Map<S, Map<E, S>> moves = new EnumMap<>(states);
        for (String line : lines.subList(1, lines.size())) {
            List<String> row = cells(line);
            S from = word(states, row.get(0), "the first column");
            if (row.size() != head.size()) {
                throw new IllegalArgumentException(
                        "row " + from + " has " + row.size() + " cells, expected " + head.size());
            }
            Map<E, S> next = new EnumMap<>(events);
            for (int column = 0; column < columns.size(); column++) {
                String cell = row.get(column + 1);
                if (!cell.isEmpty()) {
                    next.put(columns.get(column), word(states, cell, "row " + from));
                }
            }
            if (moves.put(from, next) != null) {
                throw new IllegalArgumentException("row " + from + " twice");
            }
        }
        requireAll(states, moves.keySet(), "row");
        return new Transitions<>(states, events, moves);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static <T extends Enum<T>> T word(Class<T> type, String text, String where) {
        for (T constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + text + "' in " + where + " is none of " + EnumSet.allOf(type));
    }

    private static <T extends Enum<T>> void requireAll(Class<T> type, java.util.Collection<T> found, String what) {
        Set<T> missing = EnumSet.allOf(type);
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no " + what + " for " + missing);
        }
    }

    /** Where the event leads, or empty when it is refused in that state. */
    public Optional<S> next(S from, E on) {
        return Optional.ofNullable(moves.get(from).get(on));
    }

    public boolean allows(S from, E on) {
        return moves.get(from).containsKey(on);
    }

    /** What would be accepted in a state. */
    public Set<E> allowed(S from) {
        Set<E> allowed = EnumSet.noneOf(events);
        allowed.addAll(moves.get(from).keySet());
        return Collections.unmodifiableSet(allowed);
    }

    /** Why an event is refused, for the person who asked. */
    public String refusal(S from, E on) {
        return on + " is refused in " + from + "; it accepts " + allowed(from);
    }

    /** The table as a Mermaid state diagram. */
    public String mermaid() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        for (S from : states.getEnumConstants()) {
            for (Map.Entry<E, S> move : moves.get(from).entrySet()) {
                text.append("    ")
                        .append(from)
                        .append(" --> ")
                        .append(move.getValue())
                        .append(" : ")
                        .append(move.getKey())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
