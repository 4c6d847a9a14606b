package org.sputterpilot.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.batchml.BatchMlReader;
import org.sputterpilot.batchml.BatchMlWriter;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.hmi.RecipeDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.plant.Fault;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.RecipeReader;
import org.sputterpilot.plant.TextPlaces;
import org.sputterpilot.plant.YamlNode;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeAct;
import org.sputterpilot.recipes.RecipeBook;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RecipeKind;
import org.sputterpilot.recipes.RecipeState;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.recipes.TextMerge;
import org.sputterpilot.recipes.TextPlace;
import org.sputterpilot.security.Signature;

/** One unit's recipes: brings the plant files and the book together, and reads texts by the rules of the plant. */
final class Recipes implements RecipeDesk {
    private static final String FILES = "plant files";
    private static final int MOST_READ = 64;
    private static final int MOST_FINDINGS = 100;

    private final Plant plant;
    private final RecipeBook book;
    private final AuditTrail audit;
    private final boolean virtual;
    private final Clock clock;
    /** Recipes that were read lately, by id, number and hash: a text does not change under its hash. */
    private final Map<String, Optional<MasterRecipe>> known = new LinkedHashMap<>();

    Recipes(Plant plant, Records records, boolean virtual, Clock clock) {
        this(plant, records.recipes(), records.audit(), virtual, clock);
    }

    Recipes(Plant plant, RecipeBook book, AuditTrail audit, boolean virtual, Clock clock) {
        this.plant = plant;
        this.book = book;
        this.audit = audit;
        this.virtual = virtual;
        this.clock = clock;
    }

    // ---------------------------------------------------------------- the plant files

    /** At the start: files nobody knows yet go into the book. Nothing in it is overwritten. */
    synchronized void open() {
        for (MasterRecipe file : plant.recipes()) {
            List<RecipeVersion> there = book.versions(file.id());
            String hash = file.hash();
            if (there.stream().noneMatch(v -> v.hash().equals(hash))) {
                imported(file, there);
            }
        }
    }

    private void imported(MasterRecipe file, List<RecipeVersion> there) {
        Instant now = clock.instant();
        boolean shipped = virtual && there.isEmpty();
        int basedOn = there.isEmpty() ? 0 : there.get(there.size() - 1).version();
        String why = shipped
                ? "shipped with the plant files"
                : there.isEmpty() ? "new plant file" : "the plant file has changed";
        RecipeVersion fresh = book.add(
                file.id(),
                number -> shipped
                        ? RecipeVersion.shipped(file.id(), file.source(), FILES, now)
                        : RecipeVersion.draft(
                                file.id(), number, file.source(), RecipeVersion.Origin.FILE, basedOn, FILES, now, why));
        audit.append(new AuditTrail.Entry(
                now,
                FILES,
                "recipe.import",
                basedOn == 0 ? "" : file.id() + " version " + basedOn,
                file.id() + " version " + fresh.version() + " " + fresh.state() + " " + fresh.hash(),
                why,
                (file.kind().isProcedure() ? "recipes/procedures/" : "recipes/master/") + file.id() + ".yaml",
                "done"));
    }

    // ---------------------------------------------------------------- reading

    @Override
    public List<String> recipes() {
        return book.recipes();
    }

    @Override
    public List<RecipeVersion> versions(String recipe) {
        List<RecipeVersion> versions = book.versions(recipe);
        if (versions.isEmpty()) {
            throw Refusal.unknown("There is no recipe '" + recipe + "'.");
        }
        return versions;
    }

    @Override
    public RecipeVersion version(String recipe, int version) {
        return versions(recipe).stream()
                .filter(v -> v.version() == version)
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("Recipe '" + recipe + "' has no version " + version + "."));
    }

    @Override
    public Reading read(String recipe, String text) {
        Faults faults = new Faults();
        String shown = recipe + ".yaml";
        Optional<MasterRecipe> read = RecipeReader.parse(recipe, text, shown, plant.limits(), plant.tags(), faults);
        Map<String, TextPlace> places = TextPlaces.of(text);
        List<RecipeFinding> findings = new ArrayList<>();
        for (Fault fault : faults.sorted()) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(new RecipeFinding(
                        RecipeFinding.Severity.ERROR,
                        "read",
                        TextPlaces.path(places, fault.line(), fault.column()),
                        fault.line(),
                        fault.column(),
                        fault.read() + ": " + fault.expected()));
            }
        }
        return new Reading(faults.isEmpty() ? read : Optional.empty(), List.copyOf(findings), places);
    }

    @Override
    public Optional<MasterRecipe> master(RecipeVersion version) {
        return known(version.recipe(), version.version(), version.hash(), version.text());
    }

    @Override
    public Optional<MasterRecipe> frozen(String recipe, int version, String hash) {
        synchronized (known) {
            Optional<MasterRecipe> before = known.get(key(recipe, version, hash));
            if (before != null) {
                return before;
            }
        }
        return book.text(hash).flatMap(text -> known(recipe, version, hash, text));
    }

    private Optional<MasterRecipe> known(String recipe, int version, String hash, String text) {
        String key = key(recipe, version, hash);
        synchronized (known) {
            Optional<MasterRecipe> before = known.get(key);
            if (before != null) {
                return before;
            }
        }
        Optional<MasterRecipe> read = read(recipe, text).recipe().map(r -> r.as(version));
        synchronized (known) {
            if (known.size() >= MOST_READ) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(key, read);
        }
        return read;
    }

    private static String key(String recipe, int version, String hash) {
        return recipe + " " + version + " " + hash;
    }

    @Override
    public List<MasterRecipe> effective() {
        return book.recipes().stream()
                .flatMap(id -> book.effective(id).flatMap(this::master).stream())
                .toList();
    }

    /** The recipe in force. */
    Optional<MasterRecipe> effective(String recipe) {
        return book.effective(recipe).flatMap(this::master);
    }

    /**
     * What an order asks to be run: the version in force, or the one it names.
     *
     * @param version {@code null} for the one in force
     * @param engineering whether the film is measured and not used; only what is in force makes film that is used
     */
    MasterRecipe ordered(String recipe, Integer version, boolean engineering) {
        List<RecipeVersion> all = versions(recipe);
        RecipeVersion chosen = version == null
                ? all.stream()
                        .filter(v -> v.state() == RecipeState.EFFECTIVE)
                        .findFirst()
                        .orElseThrow(() -> Refusal.conflict(
                                "Recipe '" + recipe + "' has no version in force.", newest(all), List.of()))
                : version(recipe, version);
        boolean procedure = master(chosen).filter(r -> r.kind().isProcedure()).isPresent();
        if (!engineering && !procedure && chosen.state() != RecipeState.EFFECTIVE) {
            throw Refusal.conflict(
                    "Version " + chosen.version() + " of '" + recipe + "' is " + chosen.state()
                            + ": only the version in force is used for production. An engineering run may use it.",
                    chosen.state().name(),
                    List.of("engineering"));
        }
        if (!chosen.state().mayBeTried()) {
            throw Refusal.conflict(
                    "Version " + chosen.version() + " of '" + recipe + "' is retired: nothing runs with it.",
                    chosen.state().name(),
                    List.of());
        }
        return master(chosen).orElseThrow(() -> unfit(chosen));
    }

    private static String newest(List<RecipeVersion> all) {
        return all.get(all.size() - 1).state().name();
    }

    private Refusal unfit(RecipeVersion version) {
        return Refusal.rules(violations(read(version.recipe(), version.text()).findings()));
    }

    @Override
    public String idOf(String text) {
        Faults faults = new Faults();
        YamlNode.parse(text, "", faults);
        if (!faults.isEmpty()) {
            throw Refusal.rules(violations(read("recipe", text).findings()));
        }
        String id = word(text, "id");
        if (!id.isEmpty()) {
            return id;
        }
        String title = word(text, "title");
        for (String recipe : book.recipes()) {
            List<RecipeVersion> all = book.versions(recipe);
            if (!title.isEmpty()
                    && master(all.get(all.size() - 1))
                            .filter(r -> r.title().equals(title))
                            .isPresent()) {
                return recipe;
            }
        }
        String made =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        if (made.isEmpty()) {
            throw Refusal.rule(
                    "id", "required", "line 1: the text says neither 'id' nor 'title'; add '?id=' or an id.");
        }
        return made.substring(0, Math.min(made.length(), 63));
    }

    private static String word(String text, String key) {
        return YamlNode.parse(text, "", new Faults())
                .filter(YamlNode::isMapping)
                .flatMap(top -> top.find(key))
                .filter(YamlNode::isScalar)
                .map(YamlNode::text)
                .map(String::strip)
                .orElse("");
    }

    // ---------------------------------------------------------------- writing

    @Override
    public synchronized RecipeVersion add(String recipe, String text, int basedOn, String who, String comment) {
        refuseMistakes(recipe, text);
        if (basedOn != 0) {
            version(recipe, basedOn);
        }
        Instant now = clock.instant();
        return book.add(recipe, number -> RecipeVersion.draft(
                        recipe, number, text, RecipeVersion.Origin.POSTED, basedOn, who, now, comment)
                .with(remarks(recipe, text, number)));
    }

    private void refuseMistakes(String recipe, String text) {
        Reading reading = read(recipe, text);
        if (reading.recipe().isEmpty()) {
            throw Refusal.rules(violations(reading.findings()));
        }
        RecipeKind kind = reading.recipe().get().kind();
        for (RecipeVersion version : book.versions(recipe)) {
            if (master(version).filter(r -> r.kind() != kind).isPresent()) {
                throw Refusal.rule(
                        "kind",
                        "unchanging",
                        "'" + recipe + "' was no " + kind + ": another kind has an id of its own.");
            }
        }
    }

    private static List<Violation> violations(List<RecipeFinding> findings) {
        return findings.stream()
                .map(f -> new Violation(
                        f.path().isEmpty() ? "text" : f.path(),
                        f.rule(),
                        "line " + f.line() + ", column " + f.column() + ": " + f.message()))
                .toList();
    }

    /** What is no mistake and yet worth saying about a text. */
    private List<RecipeFinding> remarks(String recipe, String text, int number) {
        Map<String, TextPlace> places = TextPlaces.of(text);
        TextPlace said = places.get("version");
        if (said == null || text.substring(said.from(), said.to()).equals(String.valueOf(number))) {
            return List.of();
        }
        return List.of(new RecipeFinding(
                RecipeFinding.Severity.NOTE,
                "number",
                "version",
                said.line(),
                said.column(),
                "the text calls itself version " + text.substring(said.from(), said.to()) + "; the book has it as "
                        + recipe + " version " + number));
    }

    @Override
    public synchronized Saved save(String recipe, int version, String readHash, String text, String who) {
        RecipeVersion now = version(recipe, version);
        now.refusal(RecipeAct.EDIT, who).ifPresent(why -> {
            throw Refusal.conflict(why, now.state().name(), allowed(now));
        });
        if (!now.hash().equals(readHash)) {
            String base = book.text(readHash).orElse("");
            return new Saved(now, Optional.of(TextMerge.of(base, text, now.text())), base);
        }
        refuseMistakes(recipe, text);
        RecipeVersion edited = now.edited(text, who, clock.instant()).with(remarks(recipe, text, version));
        if (!book.change(List.of(new RecipeBook.Change(now, edited)))) {
            throw Refusal.changed("Somebody else changed this version at the same moment; read it again.");
        }
        return new Saved(edited, Optional.empty(), now.text());
    }

    private static List<String> allowed(RecipeVersion version) {
        return RecipeState.TABLE.allowed(version.state()).stream()
                .map(RecipeAct::word)
                .toList();
    }

    @Override
    public Optional<String> refusal(RecipeVersion version, RecipeAct act, String who) {
        Optional<String> byState = version.refusal(act, who);
        boolean needsText = act == RecipeAct.SUBMIT || act == RecipeAct.APPROVE || act == RecipeAct.MAKE_EFFECTIVE;
        if (byState.isPresent() || !needsText || master(version).isPresent()) {
            return byState;
        }
        return Optional.of("its text does not fit the plant any more; see its findings");
    }

    @Override
    public synchronized RecipeVersion act(
            String recipe, int version, RecipeAct act, Optional<String> readHash, Signature by, String comment) {
        RecipeVersion now = version(recipe, version);
        if (readHash.filter(hash -> !hash.equals(now.hash())).isPresent()) {
            throw Refusal.changed("The text has changed since it was read; nobody signs what they have not read.");
        }
        refusal(now, act, by.user()).ifPresent(why -> {
            throw Refusal.conflict(why, now.state().name(), allowed(now));
        });
        List<RecipeBook.Change> changes = RecipeBook.after(act, now, book.effective(recipe), by, comment);
        if (!book.change(changes)) {
            throw Refusal.changed("Somebody else changed this version at the same moment; read it again.");
        }
        return changes.get(changes.size() - 1).after();
    }

    // ---------------------------------------------------------------- other forms

    @Override
    public String schema() {
        try {
            return Files.readString(plant.directory().resolve("recipes/schema/master-recipe.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Exchanged toBatchMl(RecipeVersion version) {
        MasterRecipe recipe = master(version).orElseThrow(() -> unfit(version));
        BatchMlWriter.Written document = BatchMlWriter.write(recipe);
        return new Exchanged(document.xml(), document.notCarried());
    }

    @Override
    public Exchanged fromBatchMl(String xml) {
        BatchMlReader.Outcome read = BatchMlReader.read(xml);
        if (!read.mistakes().isEmpty()) {
            throw Refusal.rules(read.mistakes().stream()
                    .map(m -> new Violation("xml", "batchml", m))
                    .toList());
        }
        return new Exchanged(read.yaml(), read.notCarried());
    }
}
