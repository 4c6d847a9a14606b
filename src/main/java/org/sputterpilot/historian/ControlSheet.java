package org.sputterpilot.historian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.recipes.Binding;
import org.sputterpilot.recipes.Continuation;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Load;

/**
 * The control recipe of a run as it is kept: the recipe's text, what lay on the holder, what was in the machine and how
 * its instruments stood. Frozen at the start; its fingerprint says that it is still the same.
 */
public final class ControlSheet {
    private ControlSheet() {}

    /** The sheet as canonical JSON. */
    public static String json(ControlRecipe control) {
        return CanonicalJson.of(of(control));
    }

    static Map<String, Object> of(ControlRecipe control) {
        Map<String, Object> sheet = new LinkedHashMap<>();
        sheet.put("run", control.runId());
        sheet.put(
                "recipe",
                Map.of(
                        "id", control.master().id(),
                        "version", control.master().version(),
                        "title", control.master().title(),
                        "hash", control.hash(),
                        "text", control.master().source()));
        sheet.put("load", load(control.load()));
        sheet.put("attended", control.attended());
        sheet.put("production", control.production());
        sheet.put("targetNm", RunRecord.shown(control.target().nanometres()));
        sheet.put(
                "foreseen",
                Map.of(
                        "pumpDownS", control.foreseen().pumpDown().toNanos() / 1e9,
                        "depositS", control.foreseen().deposit().toNanos() / 1e9));
        Binding bound = control.bound();
        sheet.put("target", bound.target());
        sheet.put("gasBottles", bound.gasBottles());
        sheet.put("calibration", bound.calibration());
        List<Object> instruments = new ArrayList<>();
        bound.instruments().forEach(one -> instruments.add(Map.of("id", one.id(), "status", one.status())));
        sheet.put("instruments", instruments);
        sheet.put("personPresent", bound.personPresent());
        if (!bound.byHand().isEmpty()) {
            sheet.put("byHand", bound.byHand());
        }
        bound.continues().ifPresent(earlier -> sheet.put("continues", continues(earlier)));
        return sheet;
    }

    private static Map<String, Object> continues(Continuation earlier) {
        return Map.of(
                "run", earlier.run(),
                "doneNm", RunRecord.shown(earlier.done().nanometres()),
                "sigmaNm", RunRecord.shown(earlier.sigma().nanometres()),
                "pass", earlier.pass(),
                "vacuumBroken", earlier.vacuumBroken(),
                "deviation", earlier.deviation());
    }

    /** What lies where on the holder, as every record tells it. */
    public static Map<String, Object> load(Load load) {
        List<Object> items = new ArrayList<>();
        for (Load.Item item : load.items()) {
            items.add(Map.of(
                    "slot", item.slot(), "item", item.id(), "side", item.side().name()));
        }
        List<Object> witnesses = new ArrayList<>();
        for (Load.Witness witness : load.witnesses()) {
            witnesses.add(Map.of("slot", witness.slot(), "id", witness.id()));
        }
        return Map.of("holder", load.holder(), "items", items, "witnesses", witnesses);
    }
}
