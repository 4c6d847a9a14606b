package org.sputterpilot.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sputterpilot.equipment.Holder;
import org.sputterpilot.film.HolderFilm;
import org.sputterpilot.genealogy.Label;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.JournalHealth;
import org.sputterpilot.historian.RunQueue;
import org.sputterpilot.hmi.Person;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.RunDesk;
import org.sputterpilot.hmi.wire.PartialItem;
import org.sputterpilot.hmi.wire.PartialOrder;
import org.sputterpilot.hmi.wire.PlannedRun;
import org.sputterpilot.hmi.wire.StartOrder;
import org.sputterpilot.plant.HolderReader;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.recipes.Binding;
import org.sputterpilot.recipes.Continuation;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.security.Signature;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Tag;

/** Turns an order for a run into a control recipe with its load, and hands it to the next turn. */
final class RunCounter implements RunDesk {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** As long as the register of foils and witnesses keeps. */
    private static final int LONGEST_LABEL = 60;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Set<String> GASES = Set.of("argon", "oxygen", "nitrogen");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ControlRoom room;
    private final Partials partials;

    RunCounter(ControlRoom room) {
        this.room = room;
        this.partials = new Partials(room);
    }

    @Override
    public Ordered start(StartOrder order, Person.Signing name) {
        return start(order, name, true);
    }

    /**
     * The same for a run that may start by itself.
     *
     * @param present whether whoever signed it is there; otherwise it waits for a person before its gas
     */
    Ordered start(StartOrder order, Person.Signing name, boolean present) {
        RunningUnit unit = room.running();
        refuseWithoutRecord(unit.records().journal().health());
        Plant plant = unit.plant();
        boolean engineering = Boolean.TRUE.equals(order.engineering());
        MasterRecipe recipe = unit.recipes().ordered(order.recipe(), order.version(), engineering);
        CycleRecord now = unit.assembly()
                .snapshot()
                .last()
                .orElseThrow(() -> Refusal.unavailable("The unit has not turned yet."));
        refuseFoilInProcedure(order, recipe);
        RunQueue queue = unit.records().queue();
        if (order.planned() != null && queue.find(order.planned()).isEmpty()) {
            throw Refusal.rule("planned", "known", "This planned run is not in the queue any more.");
        }
        String runId = runId(now.tick().at(), unit);
        Load load = load(order, recipe, runId);
        refuseWhatDoesNotFit(load, plant);
        boolean production = !engineering && !recipe.kind().isProcedure();
        Optional<Continuation> continues = order.continues() == null
                ? Optional.empty()
                : Optional.of(partials.continuation(
                        order.continues(), load, recipe, production, now.tick().at()));
        Signature signature = name.under(
                "run " + runId,
                Map.of(
                        "recipe", recipe.id(),
                        "version", recipe.version(),
                        "recipeHash", recipe.hash(),
                        "plantHash", plant.hash(),
                        "load", signedLoad(load),
                        "production", production,
                        "continues", continues.map(Continuation::run).orElse("")));
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
        if (production) {
            refuseWhatCannotBeReleased(load, recipe, unit.films());
        }
        boolean attended = order.attended() == null ? !virtual : order.attended();
        ControlRecipe frozen =
                unit.assembly().control(runId, recipe, load, unit.records().pumpDowns(recipe.id()), attended);
        ControlRecipe bound = (production ? frozen : frozen.forEngineering())
                .bind(new Binding(
                        order.target() == null ? unit.calibrations().fitted() : label("target", order.target()),
                        bottles(order),
                        unit.assembly().calibration().version(),
                        instruments(now.image()),
                        present,
                        continues,
                        plant.unit().byHand().modules()));
        ControlRecipe control = continues.isPresent() ? shortened(bound) : bound;
        Reply reply = new Reply();
        unit.assembly().inbox().post(new StartRun(control, signature.user(), signature.meaning(), reply));
        return new Ordered(reply, () -> {
            accepted(unit, runId, continues.isEmpty());
            if (order.planned() != null) {
                queue.remove(order.planned());
            }
            continues.ifPresent(earlier -> unit.records()
                    .partials()
                    .continued(
                            earlier.run(),
                            runId,
                            load.foils(),
                            earlier.pass(),
                            now.tick().at()));
            if (!production) {
                load.foils()
                        .forEach(foil -> keepFromUse(
                                unit, foil, runId, signature.user(), now.tick().at()));
            }
        });
    }

    /** A run that is on goes on without its record; a new one waits until it has one. */
    static void refuseWithoutRecord(JournalHealth record) {
        if (!record.trouble().isEmpty()) {
            throw Refusal.conflict(
                    "Its record could not be written: " + record.trouble(), "HISTORIAN_TROUBLE", List.of());
        }
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
    private static void accepted(RunningUnit unit, String runId, boolean freshFoil) {
        if (freshFoil) {
            unit.virtual().ifPresent(VirtualPlant::loadFoil);
        }
        unit.records().awaitRun(runId, LONGEST_WAIT);
    }

    /** Film of a calibration run is measured, not used. */
    private static void keepFromUse(RunningUnit unit, String foil, String runId, String who, Instant at) {
        unit.records().foils().mark(foil, "HOLD", "coated in calibration run " + runId, who, at);
    }

    private static Map<String, String> bottles(StartOrder order) {
        Map<String, String> bottles = new TreeMap<>();
        if (order.gasBottles() != null) {
            order.gasBottles().forEach((gas, serial) -> {
                if (!GASES.contains(gas)) {
                    throw Refusal.rule("gasBottles", "one-of", "'" + gas + "' is none of " + GASES + ".");
                }
                bottles.put(gas, label("gasBottles." + gas, serial));
            });
        }
        return bottles;
    }

    /** How each instrument of the field stood when the run was started. */
    private static List<Binding.Instrument> instruments(ProcessImage image) {
        return image.tags().all().stream()
                .filter(tag -> tag.kind() == Tag.Kind.INPUT)
                .map(tag -> new Binding.Instrument(
                        tag.id().name(),
                        image.quality(image.tags().slot(tag.id())).name()))
                .toList();
    }

    /** The deposit is as much shorter as there is film already. */
    private static ControlRecipe shortened(ControlRecipe control) {
        double share = control.target().metre() / control.master().target().metre();
        Foreseen whole = control.foreseen();
        Foreseen rest = new Foreseen(
                whole.pumpDown(), Duration.ofMillis(Math.round(whole.deposit().toMillis() * share)));
        return new ControlRecipe(
                control.runId(),
                control.master(),
                control.hash(),
                control.load(),
                rest,
                control.attended(),
                control.production(),
                control.bound());
    }

    // ---------------------------------------------------------------- the queue

    @Override
    public List<PlannedRun> queue() {
        return room.running().records().queue().all().stream()
                .map(this::planned)
                .toList();
    }

    private PlannedRun planned(RunQueue.Planned planned) {
        StartOrder order = order(planned);
        return new PlannedRun(
                planned.id(),
                planned.place(),
                planned.recipe(),
                order.items(),
                Boolean.TRUE.equals(order.engineering()),
                planned.startsAt().orElse(null),
                planned.by(),
                planned.at(),
                planned.trouble().isEmpty() ? null : planned.trouble(),
                order);
    }

    /** The order as it was planned; it carries no signature. */
    static StartOrder order(RunQueue.Planned planned) {
        try {
            return JSON.readValue(planned.orderJson(), StartOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the planned run " + planned.id() + " cannot be read", e);
        }
    }

    @Override
    public PlannedRun plan(StartOrder order, Instant startsAt, Person.Signing name) {
        RunningUnit unit = room.running();
        boolean engineering = Boolean.TRUE.equals(order.engineering());
        MasterRecipe recipe = unit.recipes().ordered(order.recipe(), order.version(), engineering);
        refuseFoilInProcedure(order, recipe);
        Load load = load(order, recipe, "plan");
        refuseWhatDoesNotFit(load, unit.plant());
        Instant now = unit.assembly()
                .snapshot()
                .last()
                .orElseThrow(() -> Refusal.unavailable("The unit has not turned yet."))
                .tick()
                .at();
        if (startsAt != null && !startsAt.isAfter(now)) {
            throw Refusal.rule("startsAt", "future", "It is " + now + "; say a later time.");
        }
        if (startsAt != null && recipe.kind().isProcedure()) {
            throw Refusal.rule("startsAt", "coating", "A procedure is started by a person.");
        }
        String json = json(order);
        Signature signature = name.under("queue", Map.of("order", json, "startsAt", String.valueOf(startsAt)));
        return planned(
                unit.records().queue().add(json, recipe.id(), Optional.ofNullable(startsAt), signature.user(), now));
    }

    private static String json(StartOrder order) {
        StartOrder unsigned = new StartOrder(
                order.recipe(),
                order.version(),
                order.foils(),
                order.load(),
                order.witnesses(),
                order.holder(),
                order.target(),
                order.gasBottles(),
                order.engineering(),
                order.continues(),
                null,
                order.attended(),
                null);
        try {
            return JSON.writeValueAsString(unsigned);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order cannot be written", e);
        }
    }

    @Override
    public void move(String id, int place) {
        RunQueue queue = room.running().records().queue();
        if (queue.find(id).isEmpty()) {
            throw Refusal.unknown("There is no planned run '" + id + "'.");
        }
        queue.move(id, place);
    }

    @Override
    public void unplan(String id) {
        if (!room.running().records().queue().remove(id)) {
            throw Refusal.unknown("There is no planned run '" + id + "'.");
        }
    }

    // ---------------------------------------------------------------- half-coated foil

    @Override
    public List<PartialItem> partials(String run) {
        return partials.of(run);
    }

    @Override
    public PartialItem decide(String run, String foil, PartialOrder order, Person.Signing name) {
        return partials.decide(run, foil, order, name);
    }

    @Override
    public PartialItem approve(String run, String foil, Person.Signing name) {
        return partials.approve(run, foil, name);
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
                                "In slot %d of holder %s the planned film is %.1f to %.1f nm; release is %.1f to %.1f"
                                        + " nm.",
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
        try {
            // a scanner reads the check character as well; the label is what stands before it
            return Label.read(text).text();
        } catch (Label.WrongLabelException misread) {
            throw Refusal.rule(field, "check-character", misread.getMessage());
        }
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
