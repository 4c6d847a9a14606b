package org.sputterpilot.genealogy;

import java.util.Optional;

/**
 * One part of a cell.
 *
 * @param coupon the punched disc, for an electrode that has one
 * @param material lot of anything else
 * @param facing which side faces the other electrode
 */
public record Part(Role role, Optional<Ref> coupon, String material, String facing, double amount, String amountUnit) {
    /** What a part is for. */
    public enum Role {
        WE,
        CE,
        REF,
        SEPARATOR,
        ELECTROLYTE,
        CATHODE;

        boolean isElectrode() {
            return this == WE || this == CE;
        }
    }
}
