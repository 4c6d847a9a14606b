package org.sputterpilot.equipment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.sputterpilot.signals.TagId;

/**
 * A group of equipment that is held and released together (ISA-88 equipment module).
 *
 * @param id short name, for example {@code cathode}
 * @param title words an operator would say
 * @param idle every command of the module and what it does when nobody holds the module
 * @param control who moves it
 */
public record EquipmentModule(String id, String title, Map<TagId, IdleRule> idle, Control control) {
    /** Who moves a module (ISA-88 equipment modes). */
    public enum Control {
        /** The program, by writing its commands. */
        AUTO,
        /** A person; nothing is written to it. */
        MANUAL
    }

    public EquipmentModule {
        idle = Collections.unmodifiableMap(new TreeMap<>(idle));
    }
}
