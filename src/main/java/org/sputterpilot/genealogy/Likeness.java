package org.sputterpilot.genealogy;

/** What siblings have in common. */
public enum Likeness {
    TARGET("target"),
    GAS_BOTTLE("gasBottle"),
    RECIPE_VERSION("recipeVersion"),
    FOIL_LOT("foilLot"),
    SLOT("slot"),
    OPERATOR("operator"),
    ALARM("alarm");

    private final String word;

    Likeness(String word) {
        this.word = word;
    }

    /** As calls name it. */
    public String word() {
        return word;
    }
}
