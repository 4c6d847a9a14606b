package org.sputterpilot.genealogy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What puts a run on hold by itself, until a person has looked. */
public enum HoldRule {
    NOT_COMPLETE("the run did not come to its planned end", run -> !run.complete()),
    TRIPPED("an interlock acted during the run", run -> run.trips() > 0),
    FILM_UNKNOWN("nobody knows the film", run -> Double.isNaN(run.filmNm())),
    FILM_OUTSIDE(
            "the film is outside the release limits", run -> run.filmNm() < run.lowNm() || run.filmNm() > run.highNm()),
    NO_WITNESS("no witness has been measured", run -> !run.witnessed()),
    RECIPE_NOT_APPROVED("the version of the recipe was not approved", run -> !run.recipeApproved()),
    LOT_ON_HOLD("foil or lot was on hold", RunFacts::lotHeld);

    private final String words;
    private final Predicate<RunFacts> broken;

    HoldRule(String words, Predicate<RunFacts> broken) {
        this.words = words;
        this.broken = broken;
    }

    /** What a person reads. */
    public String words() {
        return words;
    }

    /** The rules these facts break. */
    public static List<HoldRule> brokenBy(RunFacts run) {
        return Arrays.stream(values()).filter(rule -> rule.broken.test(run)).toList();
    }
}
