package org.sputterpilot.celltests.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What has to be alike before lives may be laid together.
 *
 * @param currentMaCm2 current density, mA/cm²
 * @param capacityMahCm2 capacity of a half-cycle, mAh/cm²
 * @param electrolyteLot of the filling
 * @param endOfLifeRule version of the rule that ended the lives
 */
public record Protocol(double currentMaCm2, double capacityMahCm2, String electrolyteLot, String endOfLifeRule) {
    /** What differs, in words; empty when both are alike. */
    public List<String> differences(Protocol other) {
        List<String> found = new ArrayList<>();
        tell(found, "current density, mA/cm²", currentMaCm2, other.currentMaCm2);
        tell(found, "capacity, mAh/cm²", capacityMahCm2, other.capacityMahCm2);
        tell(found, "electrolyte lot", electrolyteLot, other.electrolyteLot);
        tell(found, "end-of-life rule", endOfLifeRule, other.endOfLifeRule);
        return found;
    }

    private static void tell(List<String> found, String what, Object one, Object other) {
        if (!Objects.equals(one, other)) {
            found.add(what + ": " + one + " and " + other);
        }
    }
}
