package org.sputterpilot.interlocks;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.signals.TagId;

/**
 * How every row of the matrix shows that it still acts: {@code interlocks/proof-tests.yaml}.
 *
 * @param atRest what must be known to be true before a guided test begins
 * @param notEnergised what must stay true as long as one runs
 * @param reaction how much later than its own delay a row may act: one turn and the wire
 * @param settle how long everything must stand as prepared before the input is driven
 * @param returns how long the danger may take to go once the input is what it is again
 * @param dueSoon how long before it is due a test stands on the maintenance list
 * @param exercises outputs that are moved off their safe state first where the row drives them: a trip that has nothing
 *     to do shows nothing
 * @param guided tests the program makes on the virtual chamber, by cause
 * @param byHand why a cause cannot be provoked there, by cause
 */
public record ProofPlan(
        Condition atRest,
        Condition notEnergised,
        Duration reaction,
        Duration settle,
        Duration returns,
        Duration dueSoon,
        Map<TagId, Double> exercises,
        Map<String, Guided> guided,
        Map<String, String> byHand) {

    /**
     * One guided test. A measured tag is driven by a test source in place of its instrument; a computed tag or a
     * command is stated to the interlocks alone.
     *
     * @param before where the row watches for nothing, base units
     * @param drive what is put over its limit, base units
     * @param with causes that by their nature come with it
     * @param leavesOut what this test does not show and a person must look at, or empty
     */
    public record Guided(Map<TagId, Double> before, Map<TagId, Double> drive, List<String> with, String leavesOut) {
        public Guided {
            before = ordered(before);
            drive = ordered(drive);
            with = List.copyOf(with);
        }
    }

    public ProofPlan {
        exercises = ordered(exercises);
        guided = ordered(guided);
        byHand = ordered(byHand);
    }

    /**
     * The plan on a tool where people move some modules: a test that would state or drive such a module's command shows
     * nothing, because nothing is ever written there. Its cause is tested by hand, and says why.
     */
    public ProofPlan on(PhysicalModel unit) {
        Map<String, Guided> program = new LinkedHashMap<>();
        Map<String, String> people = new LinkedHashMap<>(byHand);
        guided.forEach((cause, test) -> {
            Optional<TagId> moved = Stream.concat(test.before().keySet().stream(), test.drive().keySet().stream())
                    .filter(unit::isByHand)
                    .findFirst();
            if (moved.isPresent()) {
                String module = unit.moduleOf(moved.get()).orElseThrow().title();
                people.put(
                        cause,
                        module + " is MANUAL: nothing is written to " + moved.get()
                                + ", so the row is shown at the tool, with the person who moves it");
            } else {
                program.put(cause, test);
            }
        });
        return new ProofPlan(atRest, notEnergised, reaction, settle, returns, dueSoon, exercises, program, people);
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    public Optional<Guided> guided(String cause) {
        return Optional.ofNullable(guided.get(cause));
    }
}
