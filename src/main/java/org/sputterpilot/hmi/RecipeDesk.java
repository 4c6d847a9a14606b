package org.sputterpilot.hmi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeAct;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.recipes.TextMerge;
import org.sputterpilot.recipes.TextPlace;
import org.sputterpilot.security.Signature;

/** The counter at which recipes are written, found good and put in force. */
public interface RecipeDesk {
    /**
     * What a text says.
     *
     * @param recipe empty when it has mistakes
     * @param findings mistakes and remarks, each with its place
     * @param places where each value stands
     */
    record Reading(Optional<MasterRecipe> recipe, List<RecipeFinding> findings, Map<String, TextPlace> places) {}

    /**
     * What came of saving a draft.
     *
     * @param saved the draft as it stands now
     * @param merge both changes joined, when somebody else had saved another text meanwhile; nothing was saved then
     * @param base the text both started from; empty when the book does not know it
     */
    record Saved(RecipeVersion saved, Optional<TextMerge> merge, String base) {}

    /**
     * A recipe in another system's words.
     *
     * @param text the document, or the YAML it became
     * @param notCarried what the other form has no place for
     */
    record Exchanged(String text, List<String> notCarried) {}

    /** Ids of all recipes. */
    List<String> recipes();

    /**
     * Every version of a recipe, oldest first.
     *
     * @throws Refusal when there is no such recipe
     */
    List<RecipeVersion> versions(String recipe);

    /**
     * One version.
     *
     * @throws Refusal when there is none
     */
    RecipeVersion version(String recipe, int version);

    /** Reads a text as a recipe of this plant. Changes nothing. */
    Reading read(String recipe, String text);

    /** What a version says; empty when it does not fit the plant any more. */
    Optional<MasterRecipe> master(RecipeVersion version);

    /** What a run was made with, by the hash in its record. */
    Optional<MasterRecipe> frozen(String recipe, int version, String hash);

    /** The recipes in force. */
    List<MasterRecipe> effective();

    /**
     * The id a text belongs to: what it says itself, else the recipe of the same title, else one made from its title.
     *
     * @throws Refusal when none of them gives one
     */
    String idOf(String text);

    /**
     * Writes a new draft.
     *
     * @param basedOn the version it was made from; 0 when there is none
     * @throws Refusal listing every mistake of the text
     */
    RecipeVersion add(String recipe, String text, int basedOn, String who, String comment);

    /**
     * Saves another text of a draft.
     *
     * @param readHash hash of the text the author started from
     * @throws Refusal when it is no draft, or listing every mistake of the text
     */
    Saved save(String recipe, int version, String readHash, String text, String who);

    /** Why this person may not do this with a version now, or empty; roles are not looked at. */
    Optional<String> refusal(RecipeVersion version, RecipeAct act, String who);

    /**
     * Does what is signed.
     *
     * @param readHash hash of the text that was signed; empty when the caller does not say
     * @throws Refusal when the version's state, its author or its text does not allow it
     */
    RecipeVersion act(
            String recipe, int version, RecipeAct act, Optional<String> readHash, Signature by, String comment);

    /** The JSON schema of recipes, for editors. */
    String schema();

    /** A version as BatchML. */
    Exchanged toBatchMl(RecipeVersion version);

    /**
     * The YAML of a BatchML document.
     *
     * @throws Refusal when it is none that can be read
     */
    Exchanged fromBatchMl(String xml);
}
