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
 * @param byHand how people move the modules that are MANUAL
 */
public record PhysicalModel(
        String processCell, String unit, String title, List<EquipmentModule> modules, ByHand byHand) {
    public PhysicalModel {
        modules = List.copyOf(modules);
    }

    /** The module a command belongs to, or empty for tags that are no commands. */
    public Optional<EquipmentModule> moduleOf(TagId command) {
        return modules.stream().filter(m -> m.idle().containsKey(command)).findFirst();
    }

    /** Whether a person moves what this command would move, so that it is never written. */
    public boolean isByHand(TagId command) {
        return moduleOf(command)
                .filter(module -> module.control() == EquipmentModule.Control.MANUAL)
                .isPresent();
    }
}
