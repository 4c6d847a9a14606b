package org.sputterpilot.hmi.wire;

import java.util.List;
import java.util.Map;

/**
 * A run as it is asked for.
 *
 * @param recipe id of a recipe in force
 * @param version its version; the one in force when it is missing
 * @param foils pieces in the slots 1, 2, 3 …
 * @param load the same, slot by slot
 * @param witnesses polished pieces that are measured instead of the foil
 * @param holder the holder, when it is not the recipe's
 * @param target the target in the cathode
 * @param gasBottles bottle per gas
 * @param engineering a calibration run: its film is measured and not used for production
 * @param continues the run this one goes on from
 * @param planned id of the planned run this is; it leaves the queue when the run has begun
 * @param attended whether a person confirms Load, Vent and Unload
 * @param signature who starts it
 */
public record StartOrder(
        String recipe,
        Integer version,
        List<String> foils,
        List<LoadItem> load,
        List<WitnessItem> witnesses,
        String holder,
        String target,
        Map<String, String> gasBottles,
        Boolean engineering,
        String continues,
        String planned,
        Boolean attended,
        SignaturePart signature) {
    /** One slot of the holder. */
    public record LoadItem(Integer slot, String item, String side) {}

    /** A witness and its slot. */
    public record WitnessItem(Integer slot, String id) {}

    /** Ids of everything that is to be coated. */
    public List<String> items() {
        if (load != null && !load.isEmpty()) {
            return load.stream().map(LoadItem::item).toList();
        }
        return foils == null ? List.of() : foils;
    }
}
