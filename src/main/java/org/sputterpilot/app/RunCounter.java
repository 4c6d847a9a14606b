package org.sputterpilot.app;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sputterpilot.equipment.Holder;
import org.sputterpilot.film.HolderFilm;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.hmi.Person;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.RunDesk;
import org.sputterpilot.hmi.wire.StartOrder;
import org.sputterpilot.plant.HolderReader;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.security.Signature;
import org.sputterpilot.signals.Reply;

/** Turns an order for a run into a control recipe with its load, and hands it to the next turn. */
final class RunCounter implements RunDesk {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** As long as the register of foils and witnesses keeps. */
    private static final int LONGEST_LABEL = 60;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final ControlRoom room;

    RunCounter(ControlRoom room) {
        this.room = room;
    }

    @Override
    public Ordered start(StartOrder order, Person.Signing name) {
        RunningUnit unit = room.running();
        Plant plant = unit.plant();
        refuseWhatIsNotServed(order);
        boolean engineering = Boolean.TRUE.equals(order.engineering());
        MasterRecipe recipe = unit.recipes().ordered(order.recipe(), order.version(), engineering);
        CycleRecord now = unit.assembly()
                .snapshot()
                .last()
                .orElseThrow(() -> Refusal.unavailable("The unit has not turned yet."));
        refuseFoilInProcedure(order, recipe);
        String runId = runId(now.tick().at(), unit);
        Load load = load(order, recipe, runId);
        refuseWhatDoesNotFit(load, plant);
        boolean production =
                !Boolean.TRUE.equals(order.engineering()) && !recipe.kind().isProcedure();
        Signature signature = name.under(
                "run " + runId,
                Map.of(
                        "recipe", recipe.id(),
                        "version", recipe.version(),
                        "recipeHash", recipe.hash(),
                        "plantHash", plant.hash(),
                        "load", signedLoad(load),
                        "production", production));
        boolean virtual = unit.settings().isVirtual();
        for (String foil : load.foils()) {
            if (virtual) {
                unit.records()
                        .foils()
                        .findOrDemonstrate(foil, signature.user(), now.tick().at());
            } else if (unit.records().foils().find(foil).isEmpty()) {
                throw Refusal.rule("foils", "known", "No foil has the label '" + foil + "'.");
            }
        }
<<<<<<< HEAD
        boolean production = !engineering && !recipe.kind().isProcedure();
=======
>>>>>>> audit
        if (production) {
            refuseWhatCannotBeReleased(load, recipe, unit.films());
        }
        boolean attended = order.attended() == null ? !virtual : order.attended();
        ControlRecipe frozen =
                unit.assembly().control(runId, recipe, load, unit.records().pumpDowns(recipe.id()), attended);
        ControlRecipe control = production ? frozen : frozen.forEngineering();
        Reply reply = new Reply();
        unit.assembly().inbox().post(new StartRun(control, signature.user(), signature.meaning(), reply));
        return new Ordered(reply, () -> {
            accepted(unit, runId);
            if (!production) {
                load.foils()
                        .forEach(foil -> keepFromUse(
                                unit, foil, runId, signature.user(), now.tick().at()));
            }
        });
    }

    private static List<Map<String, Object>> signedLoad(Load load) {
        List<Map<String, Object>> places = new ArrayList<>();
        load.items()
                .forEach(item -> places.add(Map.of(
                        "slot",
                        item.slot(),
                        "item",
                        item.id(),
                        "side",
                        item.side().name())));
        load.witnesses().forEach(witness -> places.add(Map.of("slot", witness.slot(), "witness", witness.id())));
        return places;
    }

    /** What follows an accepted start before it is acknowledged: foil on the virtual holder, the run on the disk. */
    private static void accepted(RunningUnit unit, String runId) {
        unit.virtual().ifPresent(VirtualPlant::loadFoil);
        unit.records().awaitRun(runId, LONGEST_WAIT);
    }

    /** Film of a calibration run is measured, not used. */
    private static void keepFromUse(RunningUnit unit, String foil, String runId, String who, Instant at) {
        unit.records().foils().mark(foil, "HOLD", "coated in calibration run " + runId, who, at);
    }

    private static void refuseWhatIsNotServed(StartOrder order) {
        if (order.continues() != null) {
            throw Refusal.rule("continues", "not-served", "Runs that go on from another are not served yet.");
        }
    }

    /** A procedure coats nothing: what lies on the holder would be spoilt and its record empty. */
    private static void refuseFoilInProcedure(StartOrder order, MasterRecipe recipe) {
        if (!recipe.kind().isProcedure()) {
            return;
        }
        boolean foil = order.foils() != null && !order.foils().isEmpty();
        boolean load = order.load() != null && !order.load().isEmpty();
        boolean witness = order.witnesses() != null && !order.witnesses().isEmpty();
        if (foil || load || witness) {
            throw Refusal.rule(
                    "foils", "empty", "Procedure " + recipe.id() + " coats nothing: it runs with an empty holder.");
        }
        if (Boolean.FALSE.equals(order.engineering())) {
            throw Refusal.rule("engineering", "true", "Procedure " + recipe.id() + " is an engineering run.");
        }
    }

    /** Unique on this unit: the second of plant time, and a letter when that second has had a run. */
    private static String runId(Instant at, RunningUnit unit) {
        String stem = unit.plant().unit().unit() + "-" + STAMP.format(at);
        String id = stem;
        for (char letter = 'b'; unit.records().history().run(id).isPresent() && letter <= 'z'; letter++) {
            id = stem + letter;
        }
        return id;
    }

    private static Load load(StartOrder order, MasterRecipe recipe, String runId) {
        String holder = order.holder() == null ? recipe.holder() : order.holder();
        List<Load.Item> items = new ArrayList<>();
        if (recipe.kind().isProcedure()) {
            return new Load(holder, items, List.of());
        }
        if (order.load() != null && !order.load().isEmpty()) {
            for (StartOrder.LoadItem item : order.load()) {
                if (item.slot() == null) {
                    throw Refusal.rule("load.slot", "required", "Say the number of the slot as engraved.");
                }
                items.add(new Load.Item(item.slot(), label("load.item", item.item()), side(item.side())));
            }
        } else {
            List<String> foils =
                    order.foils() == null || order.foils().isEmpty() ? List.of("DEMO-" + runId) : order.foils();
            foils.forEach(foil -> items.add(new Load.Item(items.size() + 1, label("foils", foil), Load.Side.A)));
        }
        List<Load.Witness> witnesses = order.witnesses() == null
                ? List.of()
                : order.witnesses().stream()
                        .map(w -> new Load.Witness(w.slot() == null ? 0 : w.slot(), label("witnesses.id", w.id())))
                        .toList();
        refuseDoubles(items);
        return new Load(holder, items, witnesses);
    }

    private static void refuseDoubles(List<Load.Item> items) {
        Set<String> labels = new HashSet<>();
        Set<Integer> slots = new HashSet<>();
        for (Load.Item item : items) {
            if (!labels.add(item.id())) {
                throw Refusal.rule("foils", "unique", "'" + item.id() + "' is loaded twice.");
            }
            if (!slots.add(item.slot())) {
                throw Refusal.rule("load.slot", "unique", "Slot " + item.slot() + " is loaded twice.");
            }
        }
    }

    /** What is loaded must lie where the holder's drawing has a place for it. */
    private static void refuseWhatDoesNotFit(Load load, Plant plant) {
        Holder holder = plant.holders().stream()
                .map(HolderReader.HolderFile::holder)
                .filter(h -> h.id().equals(load.holder()))
                .findFirst()
                .orElseThrow(() -> Refusal.rule("holder", "known", "There is no holder '" + load.holder() + "'."));
        for (Load.Item item : load.items()) {
            place(holder, "load.slot", item.slot(), false);
        }
        for (Load.Witness witness : load.witnesses()) {
            place(holder, "witnesses.slot", witness.slot(), true);
        }
    }

    /** Foil on which even the planned film would lie outside the release is not coated for use. */
    private static void refuseWhatCannotBeReleased(Load load, MasterRecipe recipe, FilmBook films) {
        Holder holder = films.holder(load.holder()).orElseThrow();
        HolderFilm map = films.map(holder, holder.throwDistance());
        for (Load.Item item : load.items()) {
            HolderFilm.Slot slot = map.slot(item.slot()).orElseThrow();
            double leastNm = slot.least() * recipe.target().nanometres();
            double mostNm = slot.most() * recipe.target().nanometres();
            if (leastNm < recipe.releaseLow().nanometres()
                    || mostNm > recipe.releaseHigh().nanometres()) {
                throw Refusal.rule(
                        "load.slot",
                        "release",
                        String.format(
                                Locale.ROOT,
                                "In slot %d of holder %s the planned film is %.1f to %.1f nm; release is %.1f to %.1f nm.",
                                item.slot(),
                                holder.id(),
                                leastNm,
                                mostNm,
                                recipe.releaseLow().nanometres(),
                                recipe.releaseHigh().nanometres()));
            }
        }
    }

    private static void place(Holder holder, String field, int number, boolean witness) {
        List<Integer> places = holder.slots().stream()
                .filter(slot -> slot.witness() == witness)
                .map(Holder.Slot::number)
                .toList();
        if (!places.contains(number)) {
            String kind = witness ? "witness" : "foil";
            throw Refusal.rule(
                    field,
                    "one-of",
                    "Holder " + holder.id() + " has no place for a " + kind + " in slot " + number + ", but in "
                            + places + ".");
        }
    }

    private static String label(String field, String text) {
        if (text == null
                || text.isBlank()
                || text.length() > LONGEST_LABEL
                || text.chars().anyMatch(c -> c < ' ')) {
            throw Refusal.rule(field, "label", "A label has 1 to " + LONGEST_LABEL + " printable characters.");
        }
        return text.strip();
    }

    private static Load.Side side(String text) {
        if (text == null || text.equals("A")) {
            return Load.Side.A;
        }
        if (text.equals("B")) {
            return Load.Side.B;
        }
        throw Refusal.rule("load.side", "one-of", "A side is A or B, not '" + text + "'.");
    }
}
