package org.sputterpilot.logbook;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.Event;
import org.sputterpilot.security.Role;

/**
 * What this site calls a deviation, how grave each is, and what a batch needs before it may be used:
 * {@code historian/deviations.yaml}.
 *
 * @param zone by whose calendar they are numbered
 * @param grades what each class asks for
 * @param openings what opens one by itself; the first that fits counts
 * @param addenda what must have been added to the record of a run before its foil is released
 */
public record DeviationRules(
        ZoneId zone, Map<DeviationClass, Grade> grades, List<Opening> openings, Set<Addendum.Kind> addenda) {
    public DeviationRules {
        grades = Collections.unmodifiableMap(new EnumMap<>(grades));
        openings = List.copyOf(openings);
        addenda = addenda.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(addenda));
    }

    /**
     * What a class asks for.
     *
     * @param due so long after it was opened it should be closed
     * @param closedBy whoever has one of these roles may close it
     * @param needs what must be written down before it is handed in
     */
    public record Grade(Duration due, Set<Role> closedBy, Set<Deviation.Field> needs) {
        public Grade {
            closedBy = Collections.unmodifiableSet(EnumSet.copyOf(closedBy));
            needs = Collections.unmodifiableSet(EnumSet.copyOf(needs));
        }
    }

    /**
     * One thing that opens a deviation.
     *
     * @param name of the rule, for example {@code trip}
     * @param kind the kind of event
     * @param subject what its subject must look like, whole
     * @param says what its text must look like, from its beginning
     * @param grade the class it opens with
     * @param outside whether it counts also while no run has the unit
     */
    public record Opening(
            String name,
            String kind,
            Optional<Pattern> subject,
            Optional<Pattern> says,
            DeviationClass grade,
            boolean outside) {
        boolean fits(Event event) {
            return event.kind().equals(kind)
                    && subject.map(pattern -> pattern.matcher(event.subject()).matches())
                            .orElse(true)
                    && says.map(pattern -> pattern.matcher(event.text()).lookingAt())
                            .orElse(true);
        }
    }

    /** The rule an event opens a deviation by. */
    public Optional<Opening> by(Event event) {
        return openings.stream().filter(rule -> rule.fits(event)).findFirst();
    }

    public Grade of(DeviationClass grade) {
        return grades.get(grade);
    }
}
