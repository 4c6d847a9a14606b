package org.sputterpilot.interlocks;

import org.sputterpilot.signals.TagId;

/** Command tags the interlock tests ask for. */
final class DepositTags {
    static final TagId POWER = TagId.of("cathode.power_set");
    static final TagId ENABLE = TagId.of("cathode.enable");
    static final TagId SHUTTER = TagId.of("shutter.open");
    static final TagId ARGON = TagId.of("gas.argon.valve.open");
    static final TagId OXYGEN = TagId.of("gas.oxygen.valve.open");
    static final TagId GATE = TagId.of("vacuum.gate.open");
    static final TagId TURBO = TagId.of("vacuum.turbo.run");
    static final TagId WATER = TagId.of("cooling.valve.open");

    private DepositTags() {}
}
