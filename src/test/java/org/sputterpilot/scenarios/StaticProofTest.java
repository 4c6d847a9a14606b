package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.scenarios.Moment.inPhase;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.preflight.Course;
import org.sputterpilot.preflight.MatrixProof;
import org.sputterpilot.preflight.MatrixProof.Proved;
import org.sputterpilot.preflight.MatrixProof.Verdict;
import org.sputterpilot.preflight.Scene;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;

/** What the proof of a recipe promises is what the virtual chamber does. */
class StaticProofTest {
    private static final Plant PLANT = VirtualPlant.SHIPPED;
    private static final MasterRecipe RECIPE = PLANT.recipe("tio2-32nm-on-zn").orElseThrow();

    @TempDir
    Path folder;

    private static List<Proved> prove(Plant plant) {
        return MatrixProof.of(
                plant.recipe(RECIPE.id()).orElseThrow(),
                plant.matrix(),
                plant.tags(),
                plant.limits(),
                plant.healthy(),
                plant.tool(),
                plant.unit().byHand(),
                900);
    }

    private static List<String> may(Plant plant) {
        return prove(plant).stream()
                .filter(p -> p.verdict() == Verdict.MAY)
                .map(Proved::cause)
                .toList();
    }

    private static final TagId PHASE = TagId.of("run.phase");

    private static String told(List<Proved> proved) {
        return proved.stream()
                .filter(p -> p.verdict() != Verdict.CANNOT)
                .map(p -> p.cause() + " " + p.verdict() + " "
                        + p.places().stream()
                                .map(place -> "\n    " + place.phase().text() + ": " + place.scene() + ": "
                                        + place.readings() + " " + place.paths())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theShippedRecipeTripsNothingButTheDoorThatAPersonOpens() {
        List<Proved> proved = prove(PLANT);

        System.out.println(told(proved));
        assertThat(proved).noneMatch(p -> p.verdict() == Verdict.MUST);
        assertThat(proved.stream().filter(p -> p.verdict() == Verdict.MAY).map(Proved::cause))
                .as(told(proved))
                .containsExactly("E2_DOOR_AT_REST");
    }

    /** Every reading of every turn lies in a scene of its phase: the proof's picture of a phase is the phase. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTurnOfAFaultFreeRunIsInAScene(long seed) {
        assertThat(strangers(PLANT, seed)).isEmpty();
    }

    /** HAZ-09: a hand takes its time and looks for its pressure; what the proof promises counts with both. */
    @Test
    void aHandAtShutterAndThrottleMakesMayOfWhatTheProgramWouldNeverTrip() {
        Plant byHand = OtherPlant.manual("shutter", "throttle").allowed().plant(folder);

        assertThat(may(byHand))
                .as(told(prove(byHand)))
                .contains("E2_DOOR_AT_REST")
                .hasSizeGreaterThan(1);
        assertThat(may(byHand)).containsAll(may(PLANT));
        assertThat(prove(byHand)).noneMatch(p -> p.verdict() == Verdict.MUST);
        assertThat(strangers(byHand, 7)).as("turns outside every scene").isEmpty();
    }

    private static Map<String, Integer> strangers(Plant files, long seed) {
        Map<PhaseName, List<Scene>> scenes = new EnumMap<>(Course.of(
                        files.recipe(RECIPE.id()).orElseThrow(),
                        files.tags(),
                        files.limits(),
                        files.healthy(),
                        files.tool(),
                        files.unit().byHand(),
                        900)
                .stream()
                .collect(Collectors.groupingBy(Scene::phase)));
        TreeSet<TagId> read = new TreeSet<>();
        for (Cause cause : PLANT.matrix().causes()) {
            cause.when().inputs().forEach(tag -> read.add(tag.id()));
            cause.during().ifPresent(during -> during.inputs().forEach(tag -> read.add(tag.id())));
        }
        Map<String, Integer> strangers = new TreeMap<>();
        VirtualPlant plant = VirtualPlant.shipped().files(files).seed(seed).start(RECIPE.id());
        plant.check(turn -> {
            if (turn.run().state() == RunState.RUNNING) {
                PhaseName phase = PhaseName.values()[
                        (int) turn.image().number(PLANT.tags().slot(PHASE))];
                stranger(turn, scenes.getOrDefault(phase, List.of()), read)
                        .forEach(word -> strangers.merge(phase + " " + word, 1, Integer::sum));
            }
        });
        plant.until(inPhase("Unload"));
        strangers.forEach((word, n) -> System.out.println("STRANGER " + n + " " + word));
        return strangers;
    }

    /** What keeps a turn out of the scene that it fits best; empty when it fits one. */
    private static List<String> stranger(CycleRecord turn, List<Scene> scenes, TreeSet<TagId> read) {
        List<String> best = scenes.isEmpty() ? List.of() : null;
        for (Scene scene : scenes) {
            List<String> outside = new ArrayList<>();
            for (TagId id : read) {
                int slot = PLANT.tags().slot(id);
                double value = turn.image().number(slot);
                if (!Double.isNaN(value)
                        && scene.span(slot).map(span -> !span.holds(value)).orElse(false)) {
                    Tag tag = PLANT.tags().at(slot);
                    outside.add(scene.title() + ": " + id + " " + tag.text(value));
                }
            }
            if (best == null || outside.size() < best.size()) {
                best = outside;
            }
        }
        return best;
    }
}
