package org.sputterpilot.historian;

import java.util.Optional;
import org.sputterpilot.film.FilmAccount;
import org.sputterpilot.recipes.ControlRecipe;

/** Works out what became of a film; takes some tens of milliseconds, so never on the cycle's thread. */
@FunctionalInterface
public interface FilmReports {
    /** Nobody does. */
    FilmReports NONE = (film, recipe) -> Optional.empty();

    /** The film of a run, or empty when it has none that could be accounted for. */
    Optional<FilmReport> of(FilmAccount film, ControlRecipe recipe);
}
