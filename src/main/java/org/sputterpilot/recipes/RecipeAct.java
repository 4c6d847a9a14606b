package org.sputterpilot.recipes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person does with a version of a recipe. */
public enum RecipeAct {
    /** Saves another text. */
    EDIT,
    /** Hands it over for review. */
    SUBMIT,
    /** Finds it good; never the person who wrote it last. */
    APPROVE,
    /** Sends it back to its author. */
    REJECT,
    /** Puts it in force; the version in force until then is retired. */
    MAKE_EFFECTIVE,
    /** Takes it out of use for good. */
    RETIRE;

    /** The word in addresses and in the audit, for example {@code make-effective}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RecipeAct> of(String word) {
        return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }
}
