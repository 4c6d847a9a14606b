package org.sputterpilot.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.physics.Normal;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Forecast;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RecipeForecast;
import org.sputterpilot.recipes.Timetable;
import org.sputterpilot.units.Energy;

/** What the film model expects of a recipe, without noise and without chance: one pass through its timetable. */
final class FilmForecast implements RecipeForecast {
    private final Assembly assembly;

    FilmForecast(Assembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public Forecast of(MasterRecipe recipe) {
        FilmModel.Prediction film = assembly.predicted(recipe);
        ControlRecipe plan = ControlRecipe.freeze(
                "forecast", recipe, Load.of(recipe.holder(), List.of("forecast")), film.depositTime(), false);
        return new Forecast(
                recipe.target(),
                film.sigma(),
                film.rate(),
                film.depositTime(),
                Timetable.total(plan),
                energy(recipe, film.depositTime()),
                outside(recipe.tolerance().metre(), film.sigma().metre()),
                risks(recipe, film));
    }

    /** Full power while cleaning, poisoning and coating; both ramps are triangles. */
    private static Energy energy(MasterRecipe recipe, Duration deposit) {
        double watt = recipe.formula("power");
        double full = recipe.parameter(PhaseName.RAMP, "settle_time")
                + recipe.parameter(PhaseName.PRE_SPUTTER, "min_time")
                + recipe.parameter(PhaseName.POISON, "min_time")
                + deposit.toNanos() / 1e9;
        double up = watt / recipe.parameter(PhaseName.RAMP, "rate");
        double down = watt / recipe.parameter(PhaseName.RAMP_DOWN, "rate");
        return Energy.ofJoule(watt * (full + (up + down) / 2));
    }

    /** Share of a normal distribution outside of plus and minus a tolerance. */
    private static double outside(double tolerance, double sigma) {
        return sigma > 0 ? Math.min(1, 2 * Normal.below(-tolerance / sigma)) : Double.NaN;
    }

    private List<String> risks(MasterRecipe recipe, FilmModel.Prediction film) {
        List<String> risks = new ArrayList<>();
        double poisoned = assembly.calibration().model().tool().value(ToolParameter.POISONED_SHARE);
        if (film.point().targetOxide() < poisoned) {
            risks.add("the target may not be poisoned at this power and oxygen flow");
        }
        if (recipe.restsOnAssumptions()) {
            risks.add("numbers of it are assumptions that no calibration has replaced");
        }
        return risks;
    }
}
