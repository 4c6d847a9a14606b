package org.sputterpilot.recipes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.equipment.Allocation;
import org.sputterpilot.equipment.Allocation.Owner;
import org.sputterpilot.equipment.HeldModule;
import org.sputterpilot.equipment.RefusedDemand;
import org.sputterpilot.recipes.phases.Standing;
import org.sputterpilot.signals.Demands;

/**
 * The equipment modules of one run: taken when a phase begins, kept while its demands stand, handed over to the next.
 */
final class RunModules {
    private final Allocation allocation;
    private final String runId;
    private List<RefusedDemand> refused = List.of();

    RunModules(Allocation allocation, String runId) {
        this.allocation = allocation;
        this.runId = runId;
    }

    private String named(PhaseName phase) {
        return phase + " of " + runId;
    }

    /** Takes what a phase needs, all or nothing; answers who has it, if somebody else does. */
    Optional<String> take(PhaseName phase, Set<String> needs) {
        return allocation.acquire(Owner.RUN, named(phase), needs);
    }

    /** The same for a phase on the way to the safe side, which never waits: it goes without what it cannot have. */
    void takeFree(PhaseName phase, Set<String> needs) {
        allocation.acquireFree(Owner.RUN, named(phase), needs);
    }

    /** Takes what keeps the foil under vacuum, and gives the rest back. */
    void takeVacuum() {
        takeFree(PhaseName.PARK, Standing.VACUUM_MODULES);
    }

    /** Gives everything back. */
    void release() {
        allocation.release(Owner.RUN);
    }

    /** Why the run could not have these modules now, or empty when it could. */
    Optional<String> refusal(Set<String> needs) {
        return allocation.refusal(Owner.RUN, needs);
    }

    /**
     * The demands for what the run holds. Every other one is written down, once in a phase.
     *
     * @param foreign gets what was asked for without ever having been declared
     */
    Demands own(Demands asked, List<RefusedDemand> foreign) {
        List<RefusedDemand> now = new ArrayList<>(0);
        Demands own = allocation.within(Owner.RUN, asked, now);
        for (RefusedDemand demand : now) {
            if (!refused.contains(demand)) {
                List<RefusedDemand> longer = new ArrayList<>(refused);
                longer.add(demand);
                refused = Collections.unmodifiableList(longer);
            }
            if (demand.foreign()) {
                foreign.add(demand);
            }
        }
        return own;
    }

    List<HeldModule> held() {
        return allocation.holds(Owner.RUN);
    }

    List<RefusedDemand> refused() {
        return refused;
    }
}
