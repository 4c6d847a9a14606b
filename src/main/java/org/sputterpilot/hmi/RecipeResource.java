package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.sputterpilot.hmi.wire.RecipePage;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.security.Permission;

/** The recipes in force. */
@Path("/recipes")
public class RecipeResource {
    @Inject
    UnitDesk unit;

    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<RecipePage.Item> recipes() {
        return unit.recipes().stream().map(RecipePage.Item::of).toList();
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RecipePage recipe(String id) {
        return RecipePage.of(find(unit.recipes(), id));
    }

    @GET
    @Path("/{id}/versions/{version}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RecipePage version(String id, int version) {
        MasterRecipe recipe = find(unit.recipes(), id);
        if (recipe.version() != version) {
            throw Refusal.unknown("Recipe '" + id + "' has no version " + version + ".");
        }
        return RecipePage.of(recipe);
    }

    static MasterRecipe find(List<MasterRecipe> recipes, String id) {
        return recipes.stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("There is no recipe '" + id + "'."));
    }
}
