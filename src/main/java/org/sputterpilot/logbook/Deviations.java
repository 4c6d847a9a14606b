package org.sputterpilot.logbook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.logbook.Deviation.Change;
import org.sputterpilot.logbook.Deviation.Entry;
import org.sputterpilot.logbook.Deviation.Field;
import org.sputterpilot.logbook.DeviationState.Act;
import org.sputterpilot.logbook.RefusedException.Kind;
import org.sputterpilot.security.FourEyes;
import org.sputterpilot.security.Role;

/**
 * The rules by which the deviation book grows. What the plant does opens deviations by itself, each once; people write
 * them up, and nobody closes what is their own. Writes come one after another.
 */
public final class Deviations {
    private static final int LONGEST_TEXT = 4000;
    private static final Set<Act> SIGNED = Set.of(Act.HAND_IN, Act.PERMIT, Act.CLOSE, Act.REOPEN);

    private final DeviationBook book;
    private final DeviationRules rules;

    public Deviations(DeviationBook book, DeviationRules rules) {
        this.book = book;
        this.rules = rules;
    }

    /** Who does something. */
    public record Person(String user, String name, Set<Role> roles) {
        public Person {
            roles = Set.copyOf(roles);
        }
    }

    /** What is known of the run a deviation belongs to: who ran it, and when it was over. */
    public record OfRun(String operator, Optional<Instant> endedAt) {}

    /**
     * What somebody wants to do to one.
     *
     * @param grade another class, when they classify it
     * @param reason why; a hand-in and a closing may say nothing beside the meaning of the signature
     * @param operator who ran its run, or empty
     */
    public record Move(
            String number, Act act, Person by, Optional<DeviationClass> grade, String reason, String operator) {}

    public DeviationBook book() {
        return book;
    }

    public DeviationRules rules() {
        return rules;
    }

    /**
     * Finds one by its number.
     *
     * @throws RefusedException when there is none
     */
    public Deviation named(String number) {
        return book.find(number)
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN, "deviation", "known", "There is no deviation '" + number + "'."));
    }

    // ---------------------------------------------------------------- what the plant does

    /**
     * Looks at everything that happened since somebody last looked, and opens what the rules say. What happened in a
     * run is opened once per run, rule and subject, and what was closed is open again when it happens again; what
     * happened outside every run is opened once a day.
     *
     * @param runs what is known of a run
     * @return how many were opened
     */
    public synchronized int listen(Function<String, Optional<OfRun>> runs) {
        int count = 0;
        for (List<StoredEvent> events = book.unheard(); !events.isEmpty(); events = book.unheard()) {
            Map<String, Deviation> opened = new LinkedHashMap<>();
            List<Deviation> again = new ArrayList<>();
            for (StoredEvent event : events) {
                rules.by(event.event()).ifPresent(rule -> hear(event, rule, runs, opened, again));
            }
            book.heard(events.get(events.size() - 1).sequence(), List.copyOf(opened.values()), again);
            count += opened.size();
        }
        return count;
    }

    private void hear(
            StoredEvent event,
            DeviationRules.Opening rule,
            Function<String, Optional<OfRun>> runs,
            Map<String, Deviation> opened,
            List<Deviation> again) {
        Optional<OfRun> of = event.runId().isEmpty() ? Optional.empty() : runs.apply(event.runId());
        boolean within = of.isPresent()
                && of.get().endedAt().map(end -> !event.at().isAfter(end)).orElse(true);
        String run = within ? event.runId() : "";
        boolean lost = !event.runId().isEmpty() && of.isEmpty(); // nobody knows that run: it is told all the same
        if (!within && !lost && !rule.outside()) {
            return;
        }
        String about = event.event().subject().equals(run) ? "" : event.event().subject();
        String cause = about.isEmpty() ? rule.name() : rule.name() + " " + about;
        String key = (run.isEmpty() ? event.at().atZone(rules.zone()).toLocalDate() : run) + "/" + cause;
        String words = event.event().who().isEmpty()
                ? event.event().text()
                : event.event().text() + " (" + event.event().who() + ")";
        Optional<Deviation> known = Optional.ofNullable(opened.get(key)).or(() -> again.stream()
                .filter(one -> one.key().equals(key))
                .reduce((one, later) -> later)
                .or(() -> book.openedFor(key)));
        if (known.isEmpty()) {
            opened.put(key, opened(key, run, cause, rule.grade(), words, event.at(), opened.size()));
        } else {
            Deviation more = moved(known.get(), Act.AGAIN, system(), words, "", event.at(), Map.of());
            if (opened.replace(key, more) == null) {
                again.add(more);
            }
        }
    }

    private static Person system() {
        return new Person(Deviation.SYSTEM, Deviation.SYSTEM, Set.of());
    }

    private Deviation opened(
            String key, String run, String cause, DeviationClass grade, String words, Instant at, int before) {
        Map<Field, String> texts = new EnumMap<>(Field.class);
        texts.put(Field.DESCRIPTION, clipped(words));
        return first(number(at, before), key, run, cause, grade, texts, system(), "", at);
    }

    private static String clipped(String words) {
        return words.length() > LONGEST_TEXT ? words.substring(0, LONGEST_TEXT) : words;
    }

    private String number(Instant at, int before) {
        String stem = "DV-%02d-".formatted(at.atZone(rules.zone()).getYear() % 100);
        return stem + "%04d".formatted(book.lastNumber(stem) + 1 + before);
    }

    private Deviation first(
            String number,
            String key,
            String run,
            String cause,
            DeviationClass grade,
            Map<Field, String> texts,
            Person by,
            String reason,
            Instant at) {
        Map<Field, String> all = new EnumMap<>(texts);
        all.put(Field.STATE, DeviationState.OPEN.name());
        all.put(Field.CLASS, grade.name());
        all.put(Field.DUE, at.plus(rules.of(grade).due()).toString());
        List<Change> changes = new ArrayList<>();
        all.forEach((field, text) -> changes.add(new Change(field, "", text)));
        return new Deviation(
                number,
                key,
                run,
                cause,
                List.of(new Entry(1, at, by.user(), by.name(), Act.OPEN, changes, reason, "")));
    }

    // ---------------------------------------------------------------- what people do

    /**
     * A person opens one.
     *
     * @param run the run it belongs to, which must be known; empty: none
     * @param texts in the person's words; a description is needed
     */
    public synchronized Deviation open(
            String run, DeviationClass grade, Map<Field, String> texts, Person by, Instant at) {
        refuseWrongTexts(texts);
        if (texts.getOrDefault(Field.DESCRIPTION, "").isBlank()) {
            throw new RefusedException(Kind.RULE, "description", "required", "Say what was not as it should be.");
        }
        String number = number(at, 0);
        Deviation made = first(number, number, run, "", grade, texts, by, "", at);
        book.add(made);
        return made;
    }

    /** Writes some of it up; what is not named stays as it is. */
    public synchronized Deviation write(String number, Map<Field, String> texts, Person by, Instant at) {
        Deviation known = named(number);
        refuseWrongTexts(texts);
        Map<Field, String> now = known.now();
        Map<Field, String> different = new EnumMap<>(Field.class);
        texts.forEach((field, text) -> {
            if (!text.equals(now.get(field))) {
                different.put(field, text);
            }
        });
        Deviation moved = moved(known, Act.WRITE, by, "", "", at, different);
        if (different.isEmpty()) {
            throw new RefusedException(Kind.RULE, "description", "change", "Nothing of it is different.");
        }
        return kept(moved);
    }

    private static void refuseWrongTexts(Map<Field, String> texts) {
        texts.forEach((field, text) -> {
            if (!field.isWritten()) {
                throw new RefusedException(Kind.RULE, word(field), "written", "'" + word(field) + "' is not written.");
            }
            if (text.length() > LONGEST_TEXT) {
                throw new RefusedException(Kind.RULE, word(field), "range", "At most " + LONGEST_TEXT + " letters.");
            }
        });
    }

    /**
     * Looks whether somebody may do this now; before they are asked for their signature.
     *
     * @return the deviation as it stands, which is what they sign
     * @throws RefusedException naming the rule
     */
    public Deviation accepts(Move move) {
        Deviation known = named(move.number());
        DeviationState state = known.state();
        if (!DeviationState.TABLE.allows(state, move.act()) || move.act() == Act.AGAIN || move.act() == Act.WRITE) {
            throw new RefusedException(
                    Kind.STATE, "state", "transition", DeviationState.TABLE.refusal(state, move.act()));
        }
        switch (move.act()) {
            case HAND_IN -> refuseUnfinished(known);
            case CLASSIFY -> refuseClass(known, move);
            case PERMIT -> refuseAlone(known, move);
            case CLOSE -> {
                refuseUnfinished(known);
                refuseRole(known.grade(), move.by(), "close");
                refuseAlone(known, move);
            }
            default -> {}
        }
        return known;
    }

    private void refuseUnfinished(Deviation known) {
        List<String> missing = rules.of(known.grade()).needs().stream()
                .filter(field -> known.now().get(field).isBlank())
                .map(Deviations::word)
                .toList();
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    Kind.RULE,
                    missing.get(0),
                    "required",
                    "A deviation of class " + known.grade() + " says " + String.join(", ", missing)
                            + " before it is handed in.");
        }
    }

    private void refuseClass(Deviation known, Move move) {
        DeviationClass wanted = move.grade()
                .orElseThrow(() -> new RefusedException(Kind.RULE, "class", "required", "Say which class."));
        if (wanted == known.grade()) {
            throw new RefusedException(Kind.RULE, "class", "change", "It is of class " + wanted + " already.");
        }
        if (move.reason().isBlank()) {
            throw new RefusedException(Kind.RULE, "reason", "required", "Say why.");
        }
        if (wanted.compareTo(known.grade()) < 0) {
            // else whoever may not close it would make it one they may
            refuseRole(known.grade(), move.by(), "lower");
        }
    }

    private void refuseRole(DeviationClass grade, Person by, String what) {
        Set<Role> may = rules.of(grade).closedBy();
        if (by.roles().stream().noneMatch(may::contains)) {
            throw new RefusedException(
                    Kind.PERSON,
                    "signature",
                    "role",
                    "To " + what + " a deviation of class " + grade + " takes "
                            + may.stream().map(Role::word).collect(Collectors.joining(" or ")) + ".");
        }
    }

    private static void refuseAlone(Deviation known, Move move) {
        List<String> own = new ArrayList<>(List.of(move.operator(), known.openedBy()));
        known.last(Act.HAND_IN).map(Entry::who).ifPresent(own::add);
        own.stream()
                .filter(who -> !who.isEmpty())
                .flatMap(who -> FourEyes.DEVIATION.refusal(who, move.by().user()).stream())
                .findFirst()
                .ifPresent(why -> {
                    throw new RefusedException(Kind.PERSON, "signature", "four-eyes", why);
                });
    }

    /**
     * Does it.
     *
     * @param signature id of the signature under it; empty only where none is asked for
     * @param signed fingerprint of what was in front of the person, or empty where nothing is signed
     */
    public synchronized Deviation move(Move move, String signature, String signed, Instant at) {
        Deviation known = accepts(move);
        if (SIGNED.contains(move.act()) && (signature.isEmpty() || !known.hash().equals(signed))) {
            throw new RefusedException(
                    Kind.STATE, "signature", "unchanged", "It was changed meanwhile: look at it again.");
        }
        Map<Field, String> changes = new EnumMap<>(Field.class);
        if (move.act() == Act.CLASSIFY) {
            DeviationClass grade = move.grade().orElseThrow();
            changes.put(Field.CLASS, grade.name());
            changes.put(Field.DUE, known.openedAt().plus(rules.of(grade).due()).toString());
        }
        return kept(moved(known, move.act(), move.by(), move.reason(), signature, at, changes));
    }

    /** Whether an act is signed. */
    public static boolean isSigned(Act act) {
        return SIGNED.contains(act);
    }

    /** What can be done to one now. */
    public static List<Act> allowed(Deviation deviation) {
        return DeviationState.TABLE.allowed(deviation.state()).stream()
                .filter(act -> act != Act.AGAIN)
                .toList();
    }

    private Deviation kept(Deviation moved) {
        book.add(moved.number(), moved.life().get(moved.life().size() - 1));
        return moved;
    }

    private static Deviation moved(
            Deviation known, Act act, Person by, String reason, String signature, Instant at, Map<Field, String> to) {
        DeviationState state = known.state();
        DeviationState next = DeviationState.TABLE
                .next(state, act)
                .orElseThrow(() -> new RefusedException(
                        Kind.STATE, "state", "transition", DeviationState.TABLE.refusal(state, act)));
        Map<Field, String> now = known.now();
        List<Change> changes = new ArrayList<>();
        if (next != state) {
            changes.add(new Change(Field.STATE, state.name(), next.name()));
        }
        to.forEach((field, text) -> changes.add(new Change(field, now.get(field), text)));
        return known.with(
                new Entry(known.life().size() + 1, at, by.user(), by.name(), act, changes, reason, signature));
    }

    /** How a field is called on the wire: {@code rootCause}. */
    public static String word(Field field) {
        StringBuilder word = new StringBuilder();
        for (String part : field.name().toLowerCase(java.util.Locale.ROOT).split("_")) {
            word.append(
                    word.isEmpty()
                            ? part
                            : part.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }

    /** All of some runs, oldest first. */
    public List<Deviation> of(Collection<String> runs) {
        return runs.isEmpty() ? List.of() : book.of(runs);
    }
}
