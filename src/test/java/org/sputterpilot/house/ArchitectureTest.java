package org.sputterpilot.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of the house: which room may use which. */
class ArchitectureTest {
    private static final String ROOT = "org.sputterpilot";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** One line of the arrow list: a room and the rooms it may use besides itself. */
    private record Arrow(String room, String because, List<String> uses) {}

    private static final String[] WORDS = {"units", "time", "security"};

    private static final List<Arrow> PURE = List.of(
            arrow("units", "a number knows its unit and nothing else"),
            arrow("time", "time is an argument, not a service"),
            arrow("security", "who may do what is a table of words"),
            arrow("signals", "the shared words use only units and time"),
            arrow("physics", "physics is pure functions", "units"),
            arrow("links", "a link decides nothing", "signals"),
            arrow("equipment", "equipment knows signals only", "signals"),
            arrow("interlocks", "an interlock cannot see a recipe", "equipment", "signals", "interlocks.alarms"),
            arrow("interlocks.alarms", "alarms read the verdict", "equipment", "signals", "interlocks"),
            arrow(
                    "recipes",
                    "a recipe cannot see an interlock, let alone a bypass",
                    "equipment",
                    "physics",
                    "signals",
                    "recipes.phases"),
            arrow("recipes.phases", "a phase is a recipe's word", "equipment", "physics", "signals", "recipes"),
            arrow("film", "the film is physics on signals", "physics", "signals"),
            arrow(
                    "preflight",
                    "the one room that looks at recipe, film and interlocks at once, before a run",
                    "recipes",
                    "recipes.phases",
                    "interlocks",
                    "film",
                    "physics",
                    "equipment",
                    "signals"),
            arrow("metrology", "a measured surface knows nothing of the plant"),
            arrow("toollogs", "a log of another tool knows nothing of this one"),
            arrow("logbook", "what was not as it should be follows from what happened", "signals", "historian"),
            arrow(
                    "genealogy",
                    "what came from what needs a table of moves; a release also needs its deviations closed",
                    "signals",
                    "historian",
                    "logbook"),
            arrow(
                    "celltests",
                    "what a cell did follows from its records; whose cell it is, from the genealogy",
                    "signals",
                    "genealogy",
                    "historian"),
            arrow(
                    "historian",
                    "the historian records facts",
                    "signals",
                    "equipment",
                    "recipes",
                    "recipes.phases",
                    "interlocks",
                    "interlocks.alarms",
                    "film"),
            arrow(
                    "golden",
                    "a run is compared with records of runs, and nothing acts on it",
                    "signals",
                    "physics",
                    "film",
                    "equipment",
                    "recipes",
                    "historian"),
            arrow(
                    "cycle",
                    "the turn joins the pure rooms",
                    "golden",
                    "signals",
                    "physics",
                    "links",
                    "equipment",
                    "interlocks",
                    "interlocks.alarms",
                    "recipes",
                    "recipes.phases",
                    "film",
                    "historian"));

    private static final String[] PURE_ROOMS = PURE.stream().map(Arrow::room).toArray(String[]::new);

    private static final List<Arrow> EDGES = List.of(
            arrow("opcua", "the Milo kit knows signals only", "signals", "links"),
            arrow("links.opcua", "one link knows one technology", "signals", "links", "opcua"),
            arrow("links.plc4x", "one link knows one technology", "signals", "links"),
            arrow(
                    "sim",
                    "the virtual chamber shares physics, not parameters",
                    "links",
                    "signals",
                    "physics",
                    "equipment"),
            arrow("sim.opcua", "a door of the chamber", "sim", "opcua", "links", "signals", "physics", "equipment"),
            arrow("sim.modbus", "a door of the chamber", "sim", "links", "signals", "physics", "equipment"),
            arrow("leastsquares", "numbers and the optimiser, nothing of the plant"),
            arrow("film.fit", "a fit knows the film's words", "leastsquares", "film", "physics", "signals"),
            arrow("replay", "what an engine was given, and what it made of it, in pure words", PURE_ROOMS),
            arrow("plant", "plant files become pure words, and nothing else", PURE_ROOMS),
            arrow("batchml", "a recipe in another system's words", PURE_ROOMS),
            arrow("historian.db", "the database knows the historian's port", PURE_ROOMS),
            arrow(
                    "logbook.db",
                    "the deviation book knows its port and the one way to the database",
                    "logbook",
                    "historian",
                    "historian.db"),
            arrow(
                    "genealogy.db",
                    "the genealogy knows its port and the one way to the database",
                    "genealogy",
                    "historian.db"),
            arrow(
                    "golden.db",
                    "golden runs know their port and the one way to the database",
                    "golden",
                    "recipes",
                    "signals",
                    "historian",
                    "historian.db"),
            arrow("security.db", "users know the words of security and the one way to the database", "historian.db"),
            arrow("security.oidc", "the identity service's protocol knows the words of security only"),
            arrow(
                    "celltests.readers",
                    "a reader knows one tester's files and the words for what they hold",
                    "celltests"),
            arrow(
                    "celltests.db",
                    "testers' files know their port and the one way to the database",
                    "celltests",
                    "genealogy",
                    "historian.db"),
            arrow("celltests.statistics", "statistics know lives and numbers, no file", "celltests"),
            arrow("celltests.impedance", "a circuit knows a spectrum, no file", "leastsquares", "celltests"),
            arrow("reports", "paper shows pure words", PURE_ROOMS),
            arrow("hmi", "the web room reaches edges through pure ports that app wires", with(PURE_ROOMS, "hmi.wire")),
            arrow("hmi.wire", "wire records carry facts", PURE_ROOMS));

    private static String[] with(String[] rooms, String more) {
        return Stream.concat(Arrays.stream(rooms), Stream.of(more)).toArray(String[]::new);
    }

    private static Arrow arrow(String room, String because, String... uses) {
        List<String> all = new ArrayList<>(Arrays.asList(uses));
        all.addAll(Arrays.asList(WORDS));
        return new Arrow(room, because, all);
    }

    @TestFactory
    Stream<DynamicTest> roomsUseOnlyTheRoomsTheirArrowNames() {
        return Stream.concat(PURE.stream(), EDGES.stream())
                .map(a -> DynamicTest.dynamicTest(a.room, () -> noClasses()
                        .that()
                        .resideInAPackage(ROOT + "." + a.room)
                        .should()
                        .dependOnClassesThat(otherRooms(a))
                        .because(a.because)
                        .allowEmptyShould(true)
                        .check(ALL)));
    }

    private static DescribedPredicate<JavaClass> otherRooms(Arrow arrow) {
        return DescribedPredicate.describe("live in another room than " + arrow.uses, type -> {
            String name = type.getPackageName();
            if (!name.startsWith(ROOT + ".")) {
                return false;
            }
            String room = name.substring(ROOT.length() + 1);
            return !room.equals(arrow.room) && !arrow.uses.contains(room);
        });
    }

    @Test
    void thePureRingUsesNothingButItselfAndTheJdk() {
        for (Arrow a : PURE) {
            classes()
                    .that()
                    .resideInAPackage(ROOT + "." + a.room)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            ROOT + "..",
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "java.io..",
                            "java.math..",
                            "java.nio..",
                            "java.security..",
                            "java.text..")
                    .because("three rings: pure uses java.base, edges know one technology each, app knows Quarkus")
                    .allowEmptyShould(true)
                    .check(ALL);
        }
    }

    @Test
    void nothingUsesApp() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".app..")
                .because("app is the only place that assembles")
                .check(ALL);
    }

    @Test
    void miloStaysInTheOpcUaRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".opcua..", ROOT + ".links.opcua..", ROOT + ".sim.opcua..", ROOT + ".northbound..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.milo..")
                .because("Milo is wrapped once")
                .check(ALL);
    }

    @Test
    void plc4xStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".links.plc4x..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.plc4x..")
                .because("PLC4X is wrapped once")
                .check(ALL);
    }

    @Test
    void theOptimiserStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".leastsquares..", ROOT + ".film.fit..", ROOT + ".celltests.statistics..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hipparchus..")
                .because("the film model in the turn is our own arithmetic; fits are made beside it")
                .check(ALL);
    }

    @Test
    void openIdConnectStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".security.oidc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .because("one room speaks with the identity service, loaded when one is set up")
                .check(ALL);
    }

    @Test
    void printingStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".reports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.openhtmltopdf..", "org.apache.pdfbox..")
                .because("paper is one room, loaded when somebody prints")
                .check(ALL);
    }

    @Test
    void onlyAppAndTheWebRoomKnowQuarkus() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".app..", ROOT + ".hmi..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..", "io.smallrye..")
                .because("app is the only place with annotations; hmi speaks REST")
                .check(ALL);
    }
}
