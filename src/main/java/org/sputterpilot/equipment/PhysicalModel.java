package org.sputterpilot.equipment;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.signals.TagId;

/**
 * The tool as ISA-88 sees it: one unit of a process cell and its equipment modules.
 *
 * @param processCell the process cell the unit stands in
 * @param unit the unit's id, part of every run, event and lock
 * @param title words an operator would say
 * @param modules every module; each command belongs to exactly one
 */
public record PhysicalModel(String processCell, String unit, String title, List<EquipmentModule> modules) {
    public PhysicalModel {
        modules = List.copyOf(modules);
    }

    /** The module a command belongs to, or empty for tags that are no commands. */
    public Optional<EquipmentModule> moduleOf(TagId command) {
        return modules.stream().filter(m -> m.idle().containsKey(command)).findFirst();
    }
}
