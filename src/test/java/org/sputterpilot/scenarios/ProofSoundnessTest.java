package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.interlocks.SequenceEvent;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.preflight.MatrixProof;
import org.sputterpilot.preflight.MatrixProof.Proved;
import org.sputterpilot.preflight.MatrixProof.Verdict;
import org.sputterpilot.preflight.Preflight;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseSpec;
import org.sputterpilot.recipes.RecipeParameter;
import org.sputterpilot.recipes.RunState;

/**
 * Generated recipes on the virtual chamber: none trips a cause that the static proof called impossible. {@code mvn
 * verify -Pnightly} generates a thousand. A failure names its seed.
 */
class ProofSoundnessTest {
    private static final int RECIPES = Integer.getInteger("test.proofs", 12);
    private static final Plant PLANT = VirtualPlant.SHIPPED;
    private static final MasterRecipe SHIPPED = PLANT.recipe("tio2-32nm-on-zn").orElseThrow();
    private static final Duration LONGEST = Duration.ofHours(3);

    /** What went wrong with the promise, and how the causes were judged. */
    private record Outcome(long seed, Set<String> broken, Map<Verdict, Long> judged, Set<String> tripped) {}

    @Test
    void noRecipeTripsWhatTheProofCalledImpossible() {
        List<Outcome> outcomes = LongStream.rangeClosed(1, RECIPES)
                .parallel()
                .mapToObj(ProofSoundnessTest::run)
                .toList();

        Map<String, Integer> trips = new TreeMap<>();
        outcomes.forEach(o -> o.tripped().forEach(cause -> trips.merge(cause, 1, Integer::sum)));
        long may = outcomes.stream()
                .mapToLong(o -> o.judged().getOrDefault(Verdict.MAY, 0L))
                .sum();
        System.out.printf(
                "%d recipes: %.1f of %d causes may trip on average; tripped: %s%n",
                RECIPES, may / (double) RECIPES, PLANT.matrix().causes().size(), trips);
        assertThat(outcomes.stream().filter(o -> !o.broken().isEmpty())).isEmpty();
    }

    private static Outcome run(long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        MasterRecipe recipe = generated(dice);
        Foreseen foreseen = new Preflight(FilmModel.commissioned(PLANT.tool()), 0, List.of()).foreseen(recipe);
        Map<String, Proved> proved = MatrixProof.of(
                        recipe,
                        PLANT.matrix(),
                        PLANT.tags(),
                        PLANT.limits(),
                        PLANT.healthy(),
                        PLANT.tool(),
                        PLANT.unit().byHand(),
                        foreseen.deposit().toMillis() / 1e3)
                .stream()
                .collect(Collectors.toMap(Proved::cause, Function.identity()));
        Set<String> tripped = new TreeSet<>();
        VirtualPlant plant =
                VirtualPlant.shipped().seed(seed).recipe(recipe, foreseen).ready();
        plant.check(turn -> turn.verdict().events().stream()
                .filter(e -> e.kind() == SequenceEvent.Kind.FIRST_OUT || e.kind() == SequenceEvent.Kind.CAUSE)
                .forEach(e -> tripped.add(e.id())));
        plant.accepted(plant.start(SHIPPED.id()));
        Duration begun = plant.last().tick().elapsed();
        while (tripped.isEmpty()
                && !plant.run().isOver()
                && plant.run().state() != RunState.HELD
                && plant.last().tick().elapsed().minus(begun).compareTo(LONGEST) < 0) {
            plant.seconds(5);
        }
        Set<String> broken = tripped.stream()
                .filter(cause -> proved.containsKey(cause) && proved.get(cause).verdict() == Verdict.CANNOT)
                .collect(Collectors.toCollection(TreeSet::new));
        proved.values().stream()
                .filter(p -> p.verdict() == Verdict.MUST && plant.run().isOver() && !tripped.contains(p.cause()))
                .forEach(p -> broken.add(p.cause() + " called inevitable"));
        return new Outcome(
                seed,
                broken,
                proved.values().stream().collect(Collectors.groupingBy(Proved::verdict, Collectors.counting())),
                tripped);
    }

    /** Any numbers that the recipe's own ranges allow; a thin film, so that a night suffices. */
    private static MasterRecipe generated(SplittableRandom dice) {
        MasterRecipe recipe = SHIPPED;
        for (RecipeParameter p : SHIPPED.formula()) {
            recipe = Recipes.with(recipe, PhaseName.NONE, p.name(), drawn(p, dice));
        }
        for (PhaseSpec spec : SHIPPED.procedure()) {
            for (RecipeParameter p : spec.parameters()) {
                recipe = Recipes.with(recipe, spec.phase(), p.name(), drawn(p, dice));
            }
        }
        return Recipes.with(recipe, PhaseName.NONE, "target_thickness", dice.nextDouble(5e-9, 8e-9));
    }

    /** Mostly near what the recipe says, sometimes at the end of its range: that is where recipes break. */
    private static double drawn(RecipeParameter p, SplittableRandom dice) {
        double value = p.value().base();
        double low = p.low().base();
        double high = p.high().base();
        double drawn =
                switch (dice.nextInt(6)) {
                    case 0 -> low;
                    case 1 -> high;
                    case 2 -> low + (high - low) * dice.nextDouble();
                    default -> value;
                };
        return p.name().equals("tries") ? Math.rint(drawn) : drawn;
    }
}
