package org.sputterpilot.app;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.hmi.RecipeDesk;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeAct;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.security.Signature;

/** The recipes of the unit in the control room, once there is one. */
final class RecipeCounter implements RecipeDesk {
    private final ControlRoom room;

    RecipeCounter(ControlRoom room) {
        this.room = room;
    }

    private RecipeDesk now() {
        return room.running().recipes();
    }

    @Override
    public List<String> recipes() {
        return now().recipes();
    }

    @Override
    public List<RecipeVersion> versions(String recipe) {
        return now().versions(recipe);
    }

    @Override
    public RecipeVersion version(String recipe, int version) {
        return now().version(recipe, version);
    }

    @Override
    public Reading read(String recipe, String text) {
        return now().read(recipe, text);
    }

    @Override
    public Optional<MasterRecipe> master(RecipeVersion version) {
        return now().master(version);
    }

    @Override
    public Optional<MasterRecipe> frozen(String recipe, int version, String hash) {
        return now().frozen(recipe, version, hash);
    }

    @Override
    public List<MasterRecipe> effective() {
        return now().effective();
    }

    @Override
    public String idOf(String text) {
        return now().idOf(text);
    }

    @Override
    public RecipeVersion add(String recipe, String text, int basedOn, String who, String comment) {
        return now().add(recipe, text, basedOn, who, comment);
    }

    @Override
    public Saved save(String recipe, int version, String readHash, String text, String who) {
        return now().save(recipe, version, readHash, text, who);
    }

    @Override
    public Optional<String> refusal(RecipeVersion version, RecipeAct act, String who) {
        return now().refusal(version, act, who);
    }

    @Override
    public RecipeVersion act(
            String recipe, int version, RecipeAct act, Optional<String> readHash, Signature by, String comment) {
        return now().act(recipe, version, act, readHash, by, comment);
    }

    @Override
    public String schema() {
        return now().schema();
    }

    @Override
    public Exchanged toBatchMl(RecipeVersion version) {
        return now().toBatchMl(version);
    }

    @Override
    public Exchanged fromBatchMl(String xml) {
        return now().fromBatchMl(xml);
    }
}
