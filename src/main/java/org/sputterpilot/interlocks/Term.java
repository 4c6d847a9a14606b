package org.sputterpilot.interlocks;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.units.Dimension;

/** One part of a condition with its slots and limits already looked up. */
sealed interface Term {
    Truth test(ProcessImage image);

    /** What the answer can be while the readings are somewhere inside spans. */
    Possible over(Spans spans);

    /** Slots it reads. */
    void slots(Set<Integer> into);

    /** Numbers whose crossing may change the answer. */
    void limits(Nudges.Collector into);

    /** Limits moved against the answer yes, and nobody abstains; inside a negation they move the other way. */
    Term relaxed(double by, Dimension dimension, boolean inverted);

    /** What it must be fed with each turn before it is asked. */
    default void memories(Collection<RecentExtremes> into) {}

    /** The votes it asks. */
    default void votes(Collection<Condition.Vote> into) {}

    /** How a number is compared. */
    enum Relation {
        BELOW("<"),
        AT_MOST("<="),
        ABOVE(">"),
        AT_LEAST(">=");

        final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        boolean holds(double value, double limit) {
            return switch (this) {
                case BELOW -> value < limit;
                case AT_MOST -> value <= limit;
                case ABOVE -> value > limit;
                case AT_LEAST -> value >= limit;
            };
        }

        boolean isUpper() {
            return this == ABOVE || this == AT_LEAST;
        }

        /** Whether it holds somewhere, nowhere or everywhere for differences between two bounds and zero. */
        Possible over(double lowest, double highest, double limit) {
            boolean atLow = holds(lowest, limit);
            boolean atHigh = holds(highest, limit);
            return Possible.of(!atLow && !atHigh, atLow && atHigh);
        }
    }

    /** A reading against a number. */
    record Compare(int slot, Dimension dimension, Relation relation, double limit) implements Term {
        @Override
        public Truth test(ProcessImage image) {
            double value = image.number(slot);
            return Double.isFinite(value) ? Truth.of(relation.holds(value, limit)) : Truth.UNKNOWN;
        }

        @Override
        public Possible over(Spans spans) {
            return spans.span(slot)
                    .map(span -> relation.over(span.low(), span.high(), limit))
                    .orElse(Possible.PERHAPS);
        }

        @Override
        public void slots(Set<Integer> into) {
            into.add(slot);
        }

        @Override
        public void limits(Nudges.Collector into) {
            into.limit(slot, limit);
        }

        @Override
        public Term relaxed(double by, Dimension of, boolean inverted) {
            if (of != dimension) {
                return this;
            }
            double shift = relation.isUpper() == inverted ? by : -by;
            return new Compare(slot, dimension, relation, limit + shift);
        }
    }

    /** A reading against another reading, with a slack that a dead-band gives. */
    record ComparePair(int slot, Dimension dimension, Relation relation, int other, double slack) implements Term {
        @Override
        public Truth test(ProcessImage image) {
            double value = image.number(slot);
            double limit = image.number(other);
            return Double.isFinite(value) && Double.isFinite(limit)
                    ? Truth.of(relation.holds(value, limit + slack))
                    : Truth.UNKNOWN;
        }

        @Override
        public Possible over(Spans spans) {
            Optional<Spans.Tether> tether = spans.tether(slot, other);
            if (tether.isPresent() && !tether.get().above() && slack >= 0 && relation == Relation.ABOVE) {
                return Possible.NEVER;
            }
            Optional<Spans.Span> value = spans.span(slot);
            Optional<Spans.Span> limit = spans.span(other);
            if (value.isEmpty() || limit.isEmpty()) {
                return Possible.PERHAPS;
            }
            return relation.over(
                    value.get().low() - limit.get().high(),
                    value.get().high() - limit.get().low(),
                    slack);
        }

        @Override
        public void slots(Set<Integer> into) {
            into.add(slot);
            into.add(other);
        }

        @Override
        public void limits(Nudges.Collector into) {
            into.known(slot);
            into.known(other);
        }

        @Override
        public Term relaxed(double by, Dimension of, boolean inverted) {
            if (of != dimension) {
                return this;
            }
            double shift = relation.isUpper() == inverted ? by : -by;
            return new ComparePair(slot, dimension, relation, other, slack + shift);
        }
    }

    /** A reading outside (or inside) a range. */
    record Range(int slot, Dimension dimension, double low, double high, boolean outside) implements Term {
        @Override
        public Truth test(ProcessImage image) {
            double value = image.number(slot);
            return Double.isFinite(value) ? Truth.of((value < low || value > high) == outside) : Truth.UNKNOWN;
        }

        @Override
        public Possible over(Spans spans) {
            return spans.span(slot)
                    .map(span -> {
                        boolean inside = span.low() >= low && span.high() <= high;
                        boolean out = span.high() < low || span.low() > high;
                        Possible isOutside = Possible.of(inside, out);
                        return outside ? isOutside : isOutside.not();
                    })
                    .orElse(Possible.PERHAPS);
        }

        @Override
        public void slots(Set<Integer> into) {
            into.add(slot);
        }

        @Override
        public void limits(Nudges.Collector into) {
            into.limit(slot, low);
            into.limit(slot, high);
        }

        @Override
        public Term relaxed(double by, Dimension of, boolean inverted) {
            if (of != dimension) {
                return this;
            }
            double inward = outside != inverted ? by : -by;
            return new Range(slot, dimension, low + inward, high - inward, outside);
        }
    }

    /** A state tag in one of several states. */
    record InStates(int slot, long states, boolean negated) implements Term {
        @Override
        public Truth test(ProcessImage image) {
            double value = image.number(slot);
            if (!Double.isFinite(value)) {
                return Truth.UNKNOWN;
            }
            long state = Math.round(value);
            boolean in = state >= 0 && state < Long.SIZE && (states & (1L << state)) != 0;
            return Truth.of(in != negated);
        }

        @Override
        public Possible over(Spans spans) {
            return spans.span(slot)
                    .map(span -> {
                        Possible in = Possible.of(
                                (span.states() & states) == 0, (span.states() & ~states) == 0 && span.states() != 0);
                        return negated ? in.not() : in;
                    })
                    .orElse(Possible.PERHAPS);
        }

        @Override
        public void slots(Set<Integer> into) {
            into.add(slot);
        }

        @Override
        public void limits(Nudges.Collector into) {
            into.state(slot);
        }

        @Override
        public Term relaxed(double by, Dimension of, boolean inverted) {
            return this;
        }
    }

    /**
     * A reading further from its reference than the larger of a share of the reference and a fixed amount.
     *
     * @param reference slot of the reference, or -1 for the fixed one
     */
    record Deviation(int slot, Dimension dimension, int reference, double fixed, double share, double amount)
            implements Term {
        @Override
        public Truth test(ProcessImage image) {
            double value = image.number(slot);
            double from = reference < 0 ? fixed : image.number(reference);
            if (!Double.isFinite(value) || !Double.isFinite(from)) {
                return Truth.UNKNOWN;
            }
            return Truth.of(Math.abs(value - from) > Math.max(share * Math.abs(from), amount));
        }

        @Override
        public Possible over(Spans spans) {
            Optional<Spans.Span> value = spans.span(slot);
            Optional<Spans.Span> from =
                    reference < 0 ? Optional.of(Spans.Span.of(fixed, fixed)) : spans.span(reference);
            if (from.isEmpty()) {
                return Possible.PERHAPS;
            }
            double least = from.get().low() <= 0 && from.get().high() >= 0
                    ? 0
                    : Math.min(Math.abs(from.get().low()), Math.abs(from.get().high()));
            double most =
                    Math.max(Math.abs(from.get().low()), Math.abs(from.get().high()));
            if (reference >= 0) {
                Optional<Spans.Tether> tether = spans.tether(slot, reference);
                if (tether.isPresent() && staysWithin(tether.get(), least, most)) {
                    return Possible.NEVER;
                }
            }
            if (value.isEmpty()) {
                return Possible.PERHAPS;
            }
            double furthest = Math.max(
                    value.get().high() - from.get().low(),
                    from.get().high() - value.get().low());
            double nearest = Math.max(
                    0,
                    Math.max(
                            value.get().low() - from.get().high(),
                            from.get().low() - value.get().high()));
            return Possible.of(furthest <= Math.max(share * least, amount), nearest > Math.max(share * most, amount));
        }

        /** The band minus the tether is smallest at an end, or where the band's share takes over from its amount. */
        private boolean staysWithin(Spans.Tether tether, double least, double most) {
            double kink = share > 0 ? Math.max(least, Math.min(most, amount / share)) : least;
            return staysWithin(tether, least) && staysWithin(tether, most) && staysWithin(tether, kink);
        }

        private boolean staysWithin(Spans.Tether tether, double from) {
            return tether.share() * from + tether.amount() <= Math.max(share * from, amount);
        }

        @Override
        public void slots(Set<Integer> into) {
            into.add(slot);
            if (reference >= 0) {
                into.add(reference);
            }
        }

        @Override
        public void limits(Nudges.Collector into) {
            if (reference < 0) {
                double band = Math.max(share * Math.abs(fixed), amount);
                into.limit(slot, fixed - band);
                into.limit(slot, fixed + band);
            } else {
                into.known(slot);
                into.known(reference);
            }
        }

        @Override
        public Term relaxed(double by, Dimension of, boolean inverted) {
            double shift = inverted ? by : -by;
            if (of == dimension) {
                return new Deviation(slot, dimension, reference, fixed, share, Math.max(0, amount + shift));
            }
            if (of == Dimension.FRACTION) {
                return new Deviation(slot, dimension, reference, fixed, Math.max(0, share + shift), amount);
            }
            return this;
        }
    }

    /**
     * A reading that has moved further than an amount within a window of plant time, up, down, or either way. What it
     * is compared with is kept in the memory, which is fed once a turn; before a window is full, what there is of it
     * counts.
     */
    record Change(int slot, Dimension dimension, Direction direction, double amount, RecentExtremes memory)
            implements Term {
        @Override
        public Truth test(ProcessImage image) {
            double value = image.number(slot);
            if (!Double.isFinite(value)) {
                return Truth.UNKNOWN;
            }
            double up = value - memory.lowest();
            double down = memory.highest() - value;
            return Truth.of(
                    switch (direction) {
                        case RISES -> up > amount;
                        case FALLS -> down > amount;
                        case CHANGES -> Math.max(up, down) > amount;
                    });
        }

        @Override
        public Possible over(Spans spans) {
            return spans.span(slot)
                    .map(span -> span.high() - span.low() <= amount ? Possible.NEVER : Possible.PERHAPS)
                    .orElse(Possible.PERHAPS);
        }

        @Override
        public void slots(Set<Integer> into) {
            into.add(slot);
        }

        @Override
        public void limits(Nudges.Collector into) {
            into.known(slot);
        }

        @Override
        public Term relaxed(double by, Dimension of, boolean inverted) {
            double shift = inverted ? by : -by;
            return of == dimension ? new Change(slot, dimension, direction, Math.max(0, amount + shift), memory) : this;
        }

        @Override
        public void memories(Collection<RecentExtremes> into) {
            into.add(memory);
        }
    }

    /** Which way a reading may not move. */
    enum Direction {
        RISES,
        FALLS,
        CHANGES
    }

    /**
     * At least so many of several. An unknown one votes for the trip, but only as unknown; or, when the vote says so,
     * it abstains: two of three become two of two, then one of one, and with nobody left to ask the answer is unknown.
     *
     * @param abstain whether voters that are not known are left out
     */
    record Vote(int needed, List<Term> voters, boolean abstain) implements Term {
        public Vote {
            voters = List.copyOf(voters);
        }

        @Override
        public Truth test(ProcessImage image) {
            int yes = 0;
            int unknown = 0;
            for (int i = 0; i < voters.size(); i++) {
                switch (voters.get(i).test(image)) {
                    case TRUE -> yes++;
                    case UNKNOWN -> unknown++;
                    case FALSE -> {}
                }
            }
            if (yes >= needed) {
                return Truth.TRUE;
            }
            if (abstain && unknown < voters.size()) {
                return Truth.of(yes >= Math.min(needed, voters.size() - unknown));
            }
            return yes + unknown >= needed ? Truth.UNKNOWN : Truth.FALSE;
        }

        @Override
        public Possible over(Spans spans) {
            int always = 0;
            int perhaps = 0;
            for (Term voter : voters) {
                switch (voter.over(spans)) {
                    case ALWAYS -> always++;
                    case PERHAPS -> perhaps++;
                    case NEVER -> {}
                }
            }
            return Possible.of(always + perhaps < needed, always >= needed);
        }

        @Override
        public void slots(Set<Integer> into) {
            voters.forEach(voter -> voter.slots(into));
        }

        @Override
        public void limits(Nudges.Collector into) {
            voters.forEach(voter -> voter.limits(into));
        }

        @Override
        public Term relaxed(double by, Dimension of, boolean inverted) {
            return new Vote(
                    needed,
                    voters.stream()
                            .map(voter -> voter.relaxed(by, of, inverted))
                            .toList(),
                    false);
        }

        @Override
        public void memories(Collection<RecentExtremes> into) {
            voters.forEach(voter -> voter.memories(into));
        }

        @Override
        public void votes(Collection<Condition.Vote> into) {
            into.add(new Condition.Vote(needed, voters.size(), abstain));
        }
    }

    /** Both, or either. */
    record Join(boolean both, Term left, Term right) implements Term {
        @Override
        public Truth test(ProcessImage image) {
            Truth first = left.test(image);
            if (first == (both ? Truth.FALSE : Truth.TRUE)) {
                return first;
            }
            Truth second = right.test(image);
            return both ? first.and(second) : first.or(second);
        }

        @Override
        public Possible over(Spans spans) {
            Possible first = left.over(spans);
            Possible second = right.over(spans);
            return both ? first.and(second) : first.or(second);
        }

        @Override
        public void slots(Set<Integer> into) {
            left.slots(into);
            right.slots(into);
        }

        @Override
        public void limits(Nudges.Collector into) {
            left.limits(into);
            right.limits(into);
        }

        @Override
        public Term relaxed(double by, Dimension of, boolean inverted) {
            return new Join(both, left.relaxed(by, of, inverted), right.relaxed(by, of, inverted));
        }

        @Override
        public void memories(Collection<RecentExtremes> into) {
            left.memories(into);
            right.memories(into);
        }

        @Override
        public void votes(Collection<Condition.Vote> into) {
            left.votes(into);
            right.votes(into);
        }
    }

    /** The opposite. */
    record Negation(Term of) implements Term {
        @Override
        public Truth test(ProcessImage image) {
            return of.test(image).not();
        }

        @Override
        public Possible over(Spans spans) {
            return of.over(spans).not();
        }

        @Override
        public void slots(Set<Integer> into) {
            of.slots(into);
        }

        @Override
        public void limits(Nudges.Collector into) {
            of.limits(into);
        }

        @Override
        public Term relaxed(double by, Dimension dimension, boolean inverted) {
            return new Negation(of.relaxed(by, dimension, !inverted));
        }

        @Override
        public void memories(Collection<RecentExtremes> into) {
            of.memories(into);
        }

        @Override
        public void votes(Collection<Condition.Vote> into) {
            of.votes(into);
        }
    }
}
