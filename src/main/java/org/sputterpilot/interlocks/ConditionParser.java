package org.sputterpilot.interlocks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Unit;

/** Reads the text of a {@link Condition}, left to right, and says where it stopped making sense. */
final class ConditionParser {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final int DEEPEST = 50;

    private final String text;
    private final TagTable tags;
    private int at;
    private int depth;

    ConditionParser(String text, TagTable tags) {
        this.text = text;
        this.tags = tags;
    }

    Term parse() {
        Term term = or();
        skip();
        if (at < text.length()) {
            throw unexpected("'and', 'or' or the end");
        }
        return term;
    }

    private Term or() {
        Term left = and();
        while (accept("or")) {
            left = new Term.Join(false, left, and());
        }
        return left;
    }

    private Term and() {
        Term left = single();
        while (accept("and")) {
            left = new Term.Join(true, left, single());
        }
        return left;
    }

    private Term single() {
        if (++depth > DEEPEST) {
            throw unexpected("at most " + DEEPEST + " nested conditions");
        }
        try {
            if (accept("not")) {
                return new Term.Negation(single());
            }
            if (acceptSign("(")) {
                Term inner = or();
                expectSign(")");
                return inner;
            }
            if (accept("any")) {
                return vote();
            }
            return tail(tag());
        } finally {
            depth--;
        }
    }

    private Term vote() {
        skip();
        int start = at;
        Matcher count = NUMBER.matcher(text).region(at, text.length());
        if (!count.lookingAt() || !count.group().matches("\\d{1,2}")) {
            throw unexpected("how many, such as 'any 2 of [a.b, c.d] > 5 Pa'");
        }
        int needed = Integer.parseInt(count.group());
        at = count.end();
        expect("of");
        List<Tag> voters = list(slot -> tag(), "a tag");
        if (needed < 1 || needed > voters.size()) {
            throw new Condition.Unreadable(start, "any " + needed + " of " + voters.size(), "1 to " + voters.size());
        }
        boolean abstain = accept("known");
        int after = at;
        List<Term> terms = new ArrayList<>();
        for (Tag voter : voters) {
            at = after;
            terms.add(tail(voter));
        }
        return new Term.Vote(needed, terms, abstain);
    }

    /** What follows a tag. */
    private Term tail(Tag tag) {
        int slot = tags.slot(tag.id());
        if (accept("is")) {
            boolean negated = accept("not");
            return new Term.InStates(slot, 1L << state(tag), negated);
        }
        if (accept("in")) {
            return new Term.InStates(slot, states(tag), false);
        }
        if (accept("not")) {
            expect("in");
            return new Term.InStates(slot, states(tag), true);
        }
        boolean outside = accept("outside");
        if (outside || accept("inside")) {
            int start = at;
            double low = measure(tag);
            expectSign("..");
            double high = measure(tag);
            if (low >= high) {
                throw new Condition.Unreadable(start, "an empty range", "the lower end first");
            }
            return new Term.Range(slot, tag.dimension(), low, high, outside);
        }
        if (accept("deviates")) {
            return deviation(tag, slot);
        }
        for (Term.Direction direction : Term.Direction.values()) {
            if (accept(direction.name().toLowerCase(Locale.ROOT))) {
                return change(tag, slot, direction);
            }
        }
        for (Term.Relation relation :
                List.of(Term.Relation.AT_MOST, Term.Relation.AT_LEAST, Term.Relation.BELOW, Term.Relation.ABOVE)) {
            if (acceptSign(relation.sign)) {
                return comparison(tag, slot, relation);
            }
        }
        throw unexpected(
                tag.isState()
                        ? "'is', 'is not', 'in [..]' or 'not in [..]'"
                        : "'<', '<=', '>', '>=', 'outside a..b', 'inside a..b', 'deviates from' or 'rises by'");
    }

    private Term comparison(Tag tag, int slot, Term.Relation relation) {
        skip();
        if (at < text.length() && Character.isLetter(text.charAt(at))) {
            Tag other = sameKind(tag);
            return new Term.ComparePair(slot, tag.dimension(), relation, tags.slot(other.id()), 0);
        }
        return new Term.Compare(slot, tag.dimension(), relation, measure(tag));
    }

    private Term deviation(Tag tag, int slot) {
        expect("from");
        skip();
        int reference = -1;
        double fixed = 0;
        if (at < text.length() && Character.isLetter(text.charAt(at))) {
            reference = tags.slot(sameKind(tag).id());
        } else {
            fixed = measure(tag);
        }
        expect("by");
        expectSign(">");
        double share = 0;
        double amount = 0;
        if (accept("max")) {
            expectSign("(");
            share = written(tag, Dimension.FRACTION).base();
            expectSign(",");
            amount = Condition.difference(written(tag, tag.dimension()));
            expectSign(")");
        } else {
            int start = at;
            Measure band = anyMeasure();
            if (band.dimension() == Dimension.FRACTION) {
                share = band.base();
            } else {
                at = start;
                amount = Condition.difference(written(tag, tag.dimension()));
            }
        }
        return new Term.Deviation(slot, tag.dimension(), reference, fixed, share, amount);
    }

    /** {@code rises by > 0.5 Pa in 10 s}. */
    private Term change(Tag tag, int slot, Term.Direction direction) {
        expect("by");
        expectSign(">");
        int start = at;
        double amount = Condition.difference(written(tag, tag.dimension()));
        if (!(amount > 0)) {
            throw new Condition.Unreadable(start, "a change of nothing", "an amount above zero");
        }
        expect("in");
        skip();
        start = at;
        Duration window = written(tag, Dimension.TIME).duration();
        if (window.isZero() || window.isNegative()) {
            throw new Condition.Unreadable(start, "no time", "a time above zero, such as '10 s'");
        }
        return new Term.Change(slot, tag.dimension(), direction, amount, new RecentExtremes(slot, window.toNanos()));
    }

    private Tag sameKind(Tag tag) {
        skip();
        int start = at;
        Tag other = tag();
        if (other.dimension() != tag.dimension() || other.isState() || tag.isState()) {
            throw new Condition.Unreadable(
                    start, other.id() + " is a " + kind(other), "a tag that is a " + kind(tag) + " like " + tag.id());
        }
        return other;
    }

    // ---------------------------------------------------------------- words and numbers

    private Tag tag() {
        skip();
        int start = at;
        String word = word("a tag such as 'chamber.pressure'");
        if (!TagId.isValid(word)) {
            throw new Condition.Unreadable(start, "'" + word + "'", "a tag such as 'chamber.pressure'");
        }
        return tags.find(TagId.of(word))
                .orElseThrow(() -> new Condition.Unreadable(start, "'" + word + "'", "a tag of equipment/tags"));
    }

    private int state(Tag tag) {
        skip();
        int start = at;
        if (!tag.isState()) {
            throw new Condition.Unreadable(start, tag.id() + " is a " + kind(tag), "a comparison with a number");
        }
        String word = word("one of " + tag.states());
        int state = tag.states().indexOf(word);
        if (state < 0) {
            throw new Condition.Unreadable(start, "'" + word + "'", "one of " + tag.states());
        }
        return state;
    }

    private long states(Tag tag) {
        long mask = 0;
        for (int state : list(ignored -> state(tag), "a state")) {
            mask |= 1L << state;
        }
        return mask;
    }

    private <T> List<T> list(IntFunction<T> item, String what) {
        expectSign("[");
        List<T> items = new ArrayList<>();
        do {
            items.add(item.apply(items.size()));
        } while (acceptSign(","));
        skip();
        if (!acceptSign("]")) {
            throw unexpected("',' and " + what + ", or ']'");
        }
        return items;
    }

    private double measure(Tag tag) {
        if (tag.isState()) {
            skip();
            throw unexpected("a state of " + tag.id() + ", one of " + tag.states());
        }
        return written(tag, tag.dimension()).base();
    }

    private Measure written(Tag tag, Dimension dimension) {
        skip();
        int start = at;
        Measure measure = anyMeasure();
        if (measure.dimension() != dimension) {
            throw new Condition.Unreadable(
                    start,
                    "'" + text.substring(start, at) + "'",
                    dimension == Dimension.NUMBER
                            ? "a number without a unit, as " + tag.id() + " has none"
                            : "a " + words(dimension) + " such as '1 " + example(tag, dimension) + "'");
        }
        return measure;
    }

    private static String example(Tag tag, Dimension dimension) {
        return switch (dimension) {
            case FRACTION -> "%";
            case TIME -> "s";
            default -> tag.dimension() == dimension ? tag.unit().symbol() : "";
        };
    }

    private Measure anyMeasure() {
        skip();
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw unexpected("a number with a unit, such as '0.50 Pa'");
        }
        at = number.end();
        double value = Double.parseDouble(number.group());
        int after = at;
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        Optional<Unit> unit = longestUnit(after);
        if (unit.isPresent()) {
            at = after + unit.get().symbol().length();
        }
        Unit written = unit.orElseGet(() -> Unit.of("").orElseThrow());
        return new Measure(written.toBase(value), written);
    }

    private Optional<Unit> longestUnit(int from) {
        Unit longest = null;
        for (Unit unit : Unit.all()) {
            String symbol = unit.symbol();
            int end = from + symbol.length();
            if (!symbol.isEmpty()
                    && text.startsWith(symbol, from)
                    && (end == text.length() || !isUnitLetter(text.charAt(end)))
                    && (longest == null || symbol.length() > longest.symbol().length())) {
                longest = unit;
            }
        }
        return Optional.ofNullable(longest);
    }

    private static boolean isUnitLetter(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '/' || letter == '°';
    }

    private String word(String expected) {
        skip();
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (!word.lookingAt()) {
            throw unexpected(expected);
        }
        at = word.end();
        return word.group();
    }

    private boolean accept(String keyword) {
        skip();
        int end = at + keyword.length();
        if (text.startsWith(keyword, at)
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)) && text.charAt(end) != '.')) {
            at = end;
            return true;
        }
        return false;
    }

    private void expect(String keyword) {
        if (!accept(keyword)) {
            throw unexpected("'" + keyword + "'");
        }
    }

    private boolean acceptSign(String sign) {
        skip();
        if (text.startsWith(sign, at)) {
            at += sign.length();
            return true;
        }
        return false;
    }

    private void expectSign(String sign) {
        if (!acceptSign(sign)) {
            throw unexpected("'" + sign + "'");
        }
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private Condition.Unreadable unexpected(String expected) {
        skip();
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return new Condition.Unreadable(
                at, at >= text.length() ? "the end" : "'" + text.substring(at, Math.max(end, at + 1)) + "'", expected);
    }

    private static String kind(Tag tag) {
        return tag.isState() ? "state of " + tag.states() : words(tag.dimension());
    }

    private static String words(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
