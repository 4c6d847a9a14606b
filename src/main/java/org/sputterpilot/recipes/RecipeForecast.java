package org.sputterpilot.recipes;

/** Says what a recipe would do on this tool; asked before anything runs, so it must answer within a second. */
@FunctionalInterface
public interface RecipeForecast {
    /** What the recipe would do today, with the calibration in force and the target as worn as it is. */
    Forecast of(MasterRecipe recipe);
}
