package org.sputterpilot.recipes;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sputterpilot.equipment.ByHand;

/**
 * What a control recipe is bound to beside its load: the things in the machine and the state of its instruments when
 * the run was started. Frozen with the recipe and kept in the record; nothing of it changes while the run lives.
 *
 * @param target serial of the target in the cathode; empty when nobody said
 * @param gasBottles serial of the bottle behind each gas
 * @param calibration version of the rate calibration in force; 0 before the first
 * @param instruments what was known about the instruments, in the order of their names
 * @param personPresent whether whoever signed the start was there; otherwise no plasma burns before somebody signs
 * @param continues the film this run goes on from, if there is any
 * @param byHand equipment modules that people moved in place of the program
 */
public record Binding(
        String target,
        Map<String, String> gasBottles,
        int calibration,
        List<Instrument> instruments,
        boolean personPresent,
        Optional<Continuation> continues,
        List<String> byHand) {
    /** Nothing was said, and the person who starts it is there. */
    public static final Binding NONE = new Binding("", Map.of(), 0, List.of(), true, Optional.empty(), List.of());

    public Binding {
        gasBottles = Collections.unmodifiableMap(new TreeMap<>(gasBottles));
        instruments = List.copyOf(instruments);
        byHand = List.copyOf(byHand);
    }

    /**
     * An instrument as it stood at the start.
     *
     * @param id tag or device
     * @param status GOOD, UNCERTAIN or BAD as its reading was; what a register of instruments says comes on top
     */
    public record Instrument(String id, String status) {}

    /** The same on a tool on which people move some modules. */
    public Binding movedBy(ByHand people) {
        return new Binding(target, gasBottles, calibration, instruments, personPresent, continues, people.modules());
    }

    /** The same, started by somebody who is not there. */
    public Binding unattendedStart() {
        return new Binding(target, gasBottles, calibration, instruments, false, continues, byHand);
    }
}
