package org.sputterpilot.plant;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.celltests.CellTestRules;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.film.BudgetInputs;
import org.sputterpilot.film.TargetShelf;
import org.sputterpilot.golden.GoldenRules;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Permissive;
import org.sputterpilot.interlocks.ProofPlan;
import org.sputterpilot.interlocks.alarms.Rationalisation;
import org.sputterpilot.logbook.DeviationRules;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.preflight.HealthyPlant;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.signals.TagTable;

/**
 * Everything the plant files say, read once at start, checked as a whole and never changed.
 *
 * @param directory where they were read
 * @param hash SHA-256 over every plant file, part of every run record
 * @param tags every signal
 * @param unit the physical model
 * @param links where the plant is
 * @param limits what this site allows
 * @param healthy what the tool shows while nothing is wrong with it
 * @param holders what foil is clamped to, each with a load that fits
 * @param matrix causes and effects
 * @param proofPlan how each cause shows that it still acts
 * @param permissives what must be true before something may begin
 * @param alarms what a person must respond to
 * @param recipes master recipes
 * @param tool what the rate model may assume
 * @param targets targets and how far each may be worn
 * @param budget how well each quantity behind the film is known
 * @param retention what the historian keeps
 * @param golden how runs are compared with the good ones before them
 * @param deviations what opens a deviation, who closes it, and what a release needs
 * @param cellTests how the lab calls its testers' files, and lives that others have published
 * @param files SHA-256 of each plant file by its name
 */
public record Plant(
        Path directory,
        String hash,
        TagTable tags,
        PhysicalModel unit,
        List<LinkSpec> links,
        Limits limits,
        HealthyPlant healthy,
        List<HolderReader.HolderFile> holders,
        Matrix matrix,
        ProofPlan proofPlan,
        List<Permissive> permissives,
        Rationalisation alarms,
        List<MasterRecipe> recipes,
        ToolParameters tool,
        TargetShelf targets,
        BudgetInputs budget,
        Retention retention,
        GoldenRules golden,
        DeviationRules deviations,
        CellTestRules cellTests,
        Map<String, String> files) {

    public Plant {
        links = List.copyOf(links);
        holders = List.copyOf(holders);
        permissives = List.copyOf(permissives);
        recipes = List.copyOf(recipes);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** The master recipe of an id (its file's stem). */
    public Optional<MasterRecipe> recipe(String id) {
        return recipes.stream().filter(r -> r.id().equals(id)).findFirst();
    }
}
