package org.sputterpilot.interlocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;

/**
 * A question about the plant as the safety review writes it, for example {@code cooling.flow < 1.5 L/min}.
 *
 * <p>Slots and limits are looked up once, when it is read; asking it allocates nothing. A condition on a change
 * remembers its window, so it belongs to one asker. A reading that is bad, stale or not a number makes the answer
 * UNKNOWN wherever it could decide.
 */
public final class Condition {
    private final String text;
    private final TagTable tags;
    private final Term term;
    private final SortedSet<Integer> slots;
    private final RecentExtremes[] memories;

    private Condition(String text, TagTable tags, Term term) {
        this.text = text;
        this.tags = tags;
        this.term = term;
        SortedSet<Integer> used = new TreeSet<>();
        term.slots(used);
        this.slots = Collections.unmodifiableSortedSet(used);
        List<RecentExtremes> fed = new ArrayList<>(0);
        term.memories(fed);
        memories = fed.toArray(new RecentExtremes[0]);
    }

    /** What is wrong with the text of a condition, and where in the text. */
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final int offset;
        private final String read;
        private final String expected;

        Unreadable(int offset, String read, String expected) {
            super("at " + (offset + 1) + ": " + read + ": expected " + expected);
            this.offset = offset;
            this.read = read;
            this.expected = expected;
        }

        /** Characters before the mistake. */
        public int offset() {
            return offset;
        }

        public String read() {
            return read;
        }

        public String expected() {
            return expected;
        }
    }

    /**
     * Reads a condition over the tags of one unit.
     *
     * @throws Unreadable with the place, for a word out of place, an unknown tag or state, or a unit of the wrong kind
     */
    public static Condition parse(String text, TagTable tags) {
        return new Condition(text, tags, new ConditionParser(text, tags).parse());
    }

    /**
     * A vote in it.
     *
     * @param needed how many must say yes
     * @param voters of how many
     * @param abstains whether a reading that is not known is left out instead of counting towards the trip
     */
    public record Vote(int needed, int voters, boolean abstains) {}

    /** The votes it asks, from left to right; empty when it asks none. */
    public List<Vote> votes() {
        List<Vote> votes = new ArrayList<>(0);
        term.votes(votes);
        return votes;
    }

    /** Whether it asks a vote in which a reading that is not known is left out. */
    public boolean abstains() {
        return votes().stream().anyMatch(Vote::abstains);
    }

    /** The same question with a memory of its own; each asker takes one. */
    public Condition own() {
        return memories.length == 0 ? this : parse(text, tags);
    }

    /** Feeds what the condition remembers of earlier turns; once a turn, before it is asked, by whoever owns it. */
    public void observe(ProcessImage image, Tick tick) {
        for (RecentExtremes memory : memories) {
            memory.observe(image, tick.nanos());
        }
    }

    /** The answer in this turn. */
    public Truth evaluate(ProcessImage image) {
        return term.test(image);
    }

    /**
     * What the answer can be while the readings are somewhere inside spans. A reading of which nothing is known can
     * make it anything.
     */
    public Possible over(Spans spans) {
        return term.over(spans);
    }

    /**
     * The same question for as long as the answer is yes: limits moved back by the dead-band wherever they are of its
     * dimension (a share moves the limit of a relative deviation), and a voter that has become unknown no longer
     * abstains, so that losing an instrument never ends a trip.
     */
    public Condition whileActive(Optional<Measure> deadband) {
        double by = deadband.map(Condition::difference).orElse(0.0);
        Dimension of = deadband.map(Measure::dimension).orElse(Dimension.NUMBER);
        return new Condition(text, tags, term.relaxed(by, of, false));
    }

    /** The numbers it compares a tag with, in base units, rising. */
    public double[] limits(Tag tag) {
        return Nudges.of(tags, List.of(this)).limits(tags.slot(tag.id()));
    }

    /**
     * The one comparison of a reading with a number that this is, if it is nothing else: what a warning and a trip of
     * the same reading are told apart by.
     *
     * @param upper whether larger is worse
     */
    public record Comparison(Tag tag, boolean upper, double limit) {}

    /** The comparison this condition is, or empty when it asks for more than one. */
    public Optional<Comparison> comparison() {
        return term instanceof Term.Compare compare
                ? Optional.of(new Comparison(
                        tags.at(compare.slot()), compare.relation().isUpper(), compare.limit()))
                : Optional.empty();
    }

    /** A measure as a distance: 2 °C apart is 2 K apart, not 275. */
    static double difference(Measure measure) {
        return measure.base() - measure.unit().offset();
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Tags it reads, in the order of their slots. */
    public List<Tag> inputs() {
        List<Tag> inputs = new ArrayList<>();
        for (int slot : slots) {
            inputs.add(tags.at(slot));
        }
        return inputs;
    }

    /** What the tags it reads say now, for people: {@code cooling.flow 1.2 L/min, …}. */
    public String values(ProcessImage image) {
        StringBuilder said = new StringBuilder();
        for (int slot : slots) {
            Tag tag = tags.at(slot);
            double value = image.number(slot);
            said.append(said.isEmpty() ? "" : ", ")
                    .append(tag.id())
                    .append(' ')
                    .append(Double.isNaN(value) ? "not known" : tag.text(value));
        }
        return said.toString();
    }

    void limits(Nudges.Collector into) {
        term.limits(into);
    }

    @Override
    public String toString() {
        return text;
    }
}
