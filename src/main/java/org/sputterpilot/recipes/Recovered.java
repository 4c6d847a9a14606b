package org.sputterpilot.recipes;

import java.time.Instant;
import java.util.Optional;

/**
 * A run whose controller died in it and that was found again by the next one.
 *
 * @param cutOffAt the last moment anything is known of
 * @param phase where it was
 * @param impossible why it cannot go on; empty when a person may choose to restart it
 * @param decided whether a person has chosen
 */
public record Recovered(Instant cutOffAt, PhaseName phase, Optional<String> impossible, boolean decided) {
    Recovered impossible(String why) {
        return new Recovered(cutOffAt, phase, Optional.of(why), decided);
    }

    Recovered byAPerson() {
        return new Recovered(cutOffAt, phase, impossible, true);
    }
}
