package org.sputterpilot.scenarios;

import java.util.Arrays;
import java.util.function.Predicate;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.TagId;

/**
 * Something a story waits for.
 *
 * @param words what is said when it never comes
 * @param come whether a turn shows it
 */
record Moment(String words, Predicate<CycleRecord> come) {

    static Moment inPhase(String phase) {
        return new Moment("phase " + phase, turn -> turn.run().phase().text().equals(phase));
    }

    static Moment inState(RunState... states) {
        return new Moment("state " + Arrays.toString(states), turn -> Arrays.asList(states)
                .contains(turn.run().state()));
    }

    static Moment runOver() {
        return new Moment("the end of the run", turn -> turn.run().isOver());
    }

    static Moment tripped(String effect) {
        return new Moment(
                effect + " tripped", turn -> turn.verdict().trippedEffects().contains(effect));
    }

    static Moment firstOut() {
        return new Moment("a first-out", turn -> !turn.verdict().firstOut().isEmpty());
    }

    static Moment shown(String tag, double base) {
        return new Moment(tag + " = " + base, turn -> turn.image().number(TagId.of(tag)) == base);
    }

    /** The estimate has passed so many nanometres. */
    static Moment filmAbove(double nm) {
        return new Moment(nm + " nm of film", turn -> turn.image().number(TagId.of("film.thickness")) > nm * 1e-9);
    }

    Moment and(Moment other) {
        return new Moment(words + " and " + other.words, turn -> come.test(turn) && other.come.test(turn));
    }
}
