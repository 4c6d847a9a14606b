package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.batchml.BatchMlReader;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.db.AuditHeads;
import org.sputterpilot.historian.db.AuditLog;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.RecipeStore;
import org.sputterpilot.hmi.RecipeDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.preflight.Preflight;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeAct;
import org.sputterpilot.recipes.RecipeBook;
import org.sputterpilot.recipes.RecipeDiff;
import org.sputterpilot.recipes.RecipeKind;
import org.sputterpilot.recipes.RecipeState;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.security.Signature;
import org.sputterpilot.security.db.KeyFile;

/** Plant files, the book of recipes and the people who write in it. */
class RecipesTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final String ID = "tio2-32nm-on-zn";
    private static final Signature ANNA = new Signature("anna", "Anna", "wrote", AT);
    private static final Signature BEN = new Signature("ben", "Ben", "checked", AT);
    private static final Plant PLANT = PlantReader.read(Path.of(".")).plant().orElseThrow();

    @TempDir
    Path data;

    private String shipped;
    private RecipeBook book;
    private AuditTrail audit;

    @BeforeEach
    void open() throws IOException {
        Database database = FreshH2.in(data.resolve("historian"));
        book = new RecipeStore(database, "PVD-01");
        Path folder = data.resolve("audit");
        AuditHeads heads = AuditHeads.open(database, "PVD-01", KeyFile.keptIn(data.resolve("keys")), folder, AT);
        audit = new AuditLog(database, heads, folder);
        shipped = Files.readString(Path.of("recipes/master/" + ID + ".yaml"));
    }

    private Recipes recipes(boolean virtual, MasterRecipe... files) {
        Plant plant = new Plant(
                PLANT.directory(),
                PLANT.hash(),
                PLANT.tags(),
                PLANT.unit(),
                PLANT.links(),
                PLANT.limits(),
                PLANT.healthy(),
                PLANT.holders(),
                PLANT.matrix(),
                PLANT.proofPlan(),
                PLANT.permissives(),
                PLANT.alarms(),
                files.length == 0 ? PLANT.recipes() : List.of(files),
                PLANT.tool(),
                PLANT.targets(),
                PLANT.budget(),
                PLANT.retention(),
                PLANT.golden(),
                PLANT.deviations(),
                PLANT.cellTests(),
                PLANT.files());
        Recipes recipes = new Recipes(plant, book, audit, virtual, Clock.fixed(AT, ZoneOffset.UTC));
        recipes.open();
        return recipes;
    }

    private void release(Recipes recipes, int version) {
        recipes.act(ID, version, RecipeAct.SUBMIT, Optional.empty(), ANNA, "");
        recipes.act(ID, version, RecipeAct.APPROVE, Optional.empty(), BEN, "");
        recipes.act(ID, version, RecipeAct.MAKE_EFFECTIVE, Optional.empty(), BEN, "");
    }

    private MasterRecipe changedFile() {
        String text = shipped.replace("value: 150 W", "value: 160 W");
        return recipes(true).read(ID, text).recipe().orElseThrow();
    }

    @Test
    void theVirtualPlantsRecipesAreInForceAtOnceAndOnlyOnce() throws IOException {
        Recipes recipes = recipes(true);
        recipes.open();

        assertThat(recipes.versions(ID)).singleElement().satisfies(v -> {
            assertThat(v.version()).isEqualTo(1);
            assertThat(v.state()).isEqualTo(RecipeState.EFFECTIVE);
            assertThat(v.approval()).isEqualTo("shipped");
            assertThat(v.text().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(Files.readAllBytes(Path.of("recipes/master/" + ID + ".yaml")));
        });
        assertThat(audit.find(AuditTrail.Search.between(AT.minusSeconds(1), AT.plusSeconds(1), 10)))
                .hasSameSizeAs(PLANT.recipes());
    }

    @Test
    void onARealPlantTheyAreDraftsThatSomebodyMustApprove() {
        Recipes recipes = recipes(false);
        assertThat(recipes.version(ID, 1).state()).isEqualTo(RecipeState.DRAFT);
        assertThat(recipes.effective()).isEmpty();
        assertThat(catchThrowableOfType(Refusal.class, () -> recipes.ordered(ID, null, false))
                        .status())
                .isEqualTo(409);
        release(recipes, 1);
        assertThat(recipes.ordered(ID, null, false).version()).isEqualTo(1);
    }

    @Test
    void aChangedFileIsANewDraftAndNothingIsOverwritten() {
        MasterRecipe changed = changedFile();
        Recipes recipes = recipes(true, changed);

        assertThat(recipes.versions(ID))
                .extracting(v -> v.version() + " " + v.state())
                .containsExactly("1 EFFECTIVE", "2 DRAFT");
        assertThat(recipes.version(ID, 1).text()).isEqualTo(shipped);
        assertThat(recipes.version(ID, 2).basedOn()).isEqualTo(1);
        assertThat(audit.find(AuditTrail.Search.between(AT.minusSeconds(1), AT.plusSeconds(1), 10)))
                .extracting(line -> line.entry().what())
                .hasSize(PLANT.recipes().size() + 1)
                .containsOnly("recipe.import");
    }

    @Test
    void productionRunsWhatIsInForceAndEngineeringMayTryADraft() {
        Recipes recipes = recipes(true);
        recipes.add(ID, shipped.replace("value: 150 W", "value: 160 W"), 1, "anna", "");

        assertThat(recipes.ordered(ID, null, false).version()).isEqualTo(1);
        assertThat(catchThrowableOfType(Refusal.class, () -> recipes.ordered(ID, 2, false))
                        .problem("")
                        .state())
                .isEqualTo("DRAFT");
        MasterRecipe tried = recipes.ordered(ID, 2, true);
        assertThat(tried.version()).isEqualTo(2);
        assertThat(tried.formula("power")).isEqualTo(160);

        release(recipes, 2);
        assertThat(recipes.ordered(ID, null, false).formula("power")).isEqualTo(160);
        assertThat(catchThrowableOfType(Refusal.class, () -> recipes.ordered(ID, 1, true))
                        .status())
                .as("retired")
                .isEqualTo(409);
    }

    /** HAZ: whoever changes the master while a run is on changes nothing of that run. */
    @Test
    void aRunKeepsTheTextItWasStartedWith() {
        Recipes recipes = recipes(true);
        ControlRecipe running = ControlRecipe.freeze(
                "R1",
                recipes.ordered(ID, null, false),
                Load.of("platen-50", List.of("F1")),
                new Foreseen(Duration.ofMinutes(36), Duration.ofMinutes(16)),
                true);

        recipes.add(ID, shipped.replace("value: 150 W", "value: 160 W"), 1, "anna", "");
        release(recipes, 2);

        assertThat(running.formula("power")).isEqualTo(150);
        assertThat(running.master().version()).isEqualTo(1);
        assertThat(running.master().source()).isEqualTo(shipped);
        assertThat(book.text(running.hash())).hasValue(shipped);
        assertThat(recipes.frozen(ID, 1, running.hash()).orElseThrow().formula("power"))
                .isEqualTo(150);
    }

    @Test
    void theWayBackIsANewVersionWithTheOldText() {
        Recipes recipes = recipes(true);
        recipes.add(ID, shipped.replace("value: 150 W", "value: 160 W"), 1, "anna", "");
        release(recipes, 2);
        RecipeVersion back = recipes.add(ID, recipes.version(ID, 1).text(), 1, "anna", "back to 150 W");
        release(recipes, back.version());

        assertThat(recipes.versions(ID))
                .extracting(v -> v.version() + " " + v.state())
                .containsExactly("1 RETIRED", "2 RETIRED", "3 EFFECTIVE");
        assertThat(recipes.version(ID, 3).hash())
                .isEqualTo(recipes.version(ID, 1).hash());
        assertThat(recipes.version(ID, 3).approval()).isEqualTo("ben");
    }

    @Test
    void twoEngineersGetBothChangesJoined() {
        Recipes recipes = recipes(true);
        RecipeVersion read = recipes.add(ID, shipped, 1, "anna", "");
        String annas = shipped.replace("value: 150 W", "value: 160 W");
        String bens = shipped.replace("value: 20 sccm", "value: 22 sccm");
        recipes.save(ID, 2, read.hash(), annas, "anna");

        RecipeDesk.Saved late = recipes.save(ID, 2, read.hash(), bens, "ben");

        assertThat(late.merge().orElseThrow().isClean()).isTrue();
        assertThat(recipes.version(ID, 2).text()).isEqualTo(annas);
        String joined = late.merge().get().text();
        recipes.save(ID, 2, late.saved().hash(), joined, "ben");
        MasterRecipe both = recipes.master(recipes.version(ID, 2)).orElseThrow();
        assertThat(both.formula("power")).isEqualTo(160);
        assertThat(both.formula("argon_flow")).isEqualTo(22);
        assertThat(recipes.version(ID, 2).editedBy()).isEqualTo("ben");
    }

    @Test
    void nobodySignsATextTheyHaveNotRead() {
        Recipes recipes = recipes(true);
        RecipeVersion read = recipes.add(ID, shipped, 1, "anna", "");
        recipes.save(ID, 2, read.hash(), shipped + "# later\n", "anna");
        assertThat(catchThrowableOfType(
                                Refusal.class,
                                () -> recipes.act(ID, 2, RecipeAct.SUBMIT, Optional.of(read.hash()), ANNA, ""))
                        .status())
                .isEqualTo(412);
    }

    @Test
    void everyMistakeOfATextComesWithItsPlace() {
        Recipes recipes = recipes(true);
        Refusal refused = catchThrowableOfType(
                Refusal.class,
                () -> recipes.add(
                        ID,
                        shipped.replace("value: 150 W", "value: 350 W").replace("4 sccm, range", "NaN sccm, range"),
                        1,
                        "anna",
                        ""));
        assertThat(refused.problem("").violations())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(v -> assertThat(v.message()).startsWith("line "));
        assertThat(refused.problem("").violations())
                .extracting(v -> v.field())
                .contains("formula.power.value", "formula.oxygen_flow.value");
    }

    @Test
    void aTextFindsItsRecipeByIdOrTitle() {
        Recipes recipes = recipes(true);
        assertThat(recipes.idOf(shipped)).isEqualTo(ID);
        assertThat(recipes.idOf(shipped.replace("TIO2-ZN-32", "Thin, first / try")))
                .isEqualTo("thin-first-try");
        assertThat(recipes.idOf("id: other-one\n" + shipped)).isEqualTo("other-one");
    }

    @Test
    void whatChangesIsSaidFieldByFieldAndInThePlant() {
        Recipes recipes = recipes(true);
        RecipeVersion draft = recipes.add(
                ID,
                shipped.replace("{ value: 150 W", "{ value: 165 W")
                        .replace("{ value: 0.50 Pa", "{ warn: 5 %, settle: 5 s, value: 0.50 Pa"),
                1,
                "anna",
                "");
        MasterRecipe before = recipes.ordered(ID, 1, false);
        MasterRecipe after = recipes.master(draft).orElseThrow();

        assertThat(RecipeDiff.between(before, after))
                .extracting(RecipeDiff.Change::path)
                .containsExactly(
                        "formula.power.value",
                        "formula.power.warn",
                        "formula.process_pressure.warn",
                        "formula.process_pressure.settle");
        assertThat(RecipeDiff.between(before, after).get(0)).satisfies(c -> {
            assertThat(c.unit()).isEqualTo("W");
            assertThat(c.change()).isEqualTo(15);
            assertThat(c.share()).isEqualTo(0.1);
        });
        Preflight preflight = new Preflight(FilmModel.commissioned(PLANT.tool()), 0, List.of());
        Outlook was = preflight.outlook(before, Preflight.DRAWS, Preflight.SEED);
        assertThat(preflight.outlook(after, Preflight.DRAWS, Preflight.SEED).since(was))
                .anySatisfy(c -> {
                    assertThat(c.quantity()).isEqualTo("rate");
                    assertThat(c.change()).isPositive();
                })
                .anySatisfy(c -> {
                    assertThat(c.quantity()).isEqualTo("deposit");
                    assertThat(c.change()).isNegative();
                });
    }

    @Test
    void proceduresStandInTheBookBesideWhatCoats() {
        Recipes recipes = recipes(true);
        MasterRecipe sweep = recipes.effective("hysteresis-sweep").orElseThrow();
        assertThat(sweep.kind()).isEqualTo(RecipeKind.HYSTERESIS_SWEEP);
        assertThat(audit.find(AuditTrail.Search.between(AT.minusSeconds(1), AT.plusSeconds(1), 10)))
                .anySatisfy(line -> assertThat(line.toString()).contains("recipes/procedures/hysteresis-sweep.yaml"));

        String text = sweep.source().replace("{ value: 150 W", "{ value: 140 W");
        recipes.add(sweep.id(), text, 1, "anna", "");
        assertThat(recipes.ordered(sweep.id(), 2, false).formula("power"))
                .as("a procedure makes no film that is used: a draft of it may be tried as it is")
                .isEqualTo(140);

        RecipeDesk.Exchanged yaml = recipes.fromBatchMl(
                recipes.toBatchMl(recipes.version(sweep.id(), 1)).text());
        assertThat(recipes.read(sweep.id(), yaml.text()).recipe())
                .hasValueSatisfying(
                        back -> assertThat(RecipeDiff.between(sweep, back)).isEmpty());

        assertThat(catchThrowableOfType(Refusal.class, () -> recipes.add(sweep.id(), shipped, 1, "anna", "")))
                .hasMessageContaining("another kind has an id of its own");
    }

    @Test
    void batchMlCarriesEveryNumberThereAndBackAndSaysWhatItCannot() {
        Recipes recipes = recipes(true);
        String text = shipped.replace("{ value: 0.50 Pa", "{ warn: 5 %, settle: 5 s, value: 0.50 Pa")
                .replace(
                        "  - phase: GasStabilise\n",
                        "  - phase: GasStabilise\n    enter: [ chamber.pressure_wide < 1e-3 Pa ]\n");
        RecipeVersion draft = recipes.add(ID, text, 1, "anna", "");

        RecipeDesk.Exchanged xml = recipes.toBatchMl(draft);
        assertThat(xml.notCarried()).singleElement().asString().contains("comments");
        RecipeDesk.Exchanged yaml = recipes.fromBatchMl(xml.text());
        assertThat(yaml.notCarried()).isEmpty();
        assertThat(recipes.idOf(yaml.text())).isEqualTo(ID);
        MasterRecipe back = recipes.read(ID, yaml.text()).recipe().orElseThrow();
        assertThat(RecipeDiff.between(recipes.master(draft).orElseThrow(), back))
                .isEmpty();

        String extended = xml.text().replace("<Header>", "<Approval>x</Approval><Header>");
        assertThat(recipes.fromBatchMl(extended).notCarried()).containsExactly("MasterRecipe/Approval");
    }

    /** HAZ: a document from elsewhere must not make the program read files or fetch addresses. */
    @Test
    void aDocumentWithEntitiesIsRefused() {
        BatchMlReader.Outcome read = BatchMlReader.read(
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>");
        assertThat(read.mistakes())
                .singleElement()
                .asString()
                .startsWith("line 1")
                .contains("DOCTYPE");
        assertThat(BatchMlReader.read("<a>").mistakes())
                .singleElement()
                .asString()
                .startsWith("line 1");
        assertThat(BatchMlReader.read("<a/>").mistakes()).containsExactly("there is no MasterRecipe in <a>");
    }
}
