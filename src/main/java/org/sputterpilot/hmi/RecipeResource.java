package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.hmi.wire.RecipeCheck;
import org.sputterpilot.hmi.wire.RecipePage;
import org.sputterpilot.hmi.wire.RunForecast;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.security.Permission;

/** The recipes in force. */
@Path("/recipes")
public class RecipeResource {
    @Inject
    UnitDesk unit;

    @Inject
    ForecastDesk forecasts;

    @Inject
    AuditNote audit;

    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<RecipePage.Item> recipes() {
        return unit.recipes().stream().map(RecipePage.Item::of).toList();
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RecipePage recipe(String id) {
        return page(find(unit.recipes(), id));
    }

    @GET
    @Path("/{id}/versions/{version}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RecipePage version(String id, int version) {
        return page(find(id, version));
    }

    /** Looks at a version as a start would: its numbers, the target's state, and what a run would bring and cost. */
    @POST
    @Path("/{id}/versions/{version}/check")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RecipeCheck check(String id, int version) {
        audit.changesNothing();
        MasterRecipe recipe = find(id, version);
        Optional<Outlook> outlook = forecasts.outlook(recipe);
        return RecipeCheck.of(
                forecasts.findings(recipe, outlook),
                forecasts.proof(recipe),
                outlook.map(run -> RunForecast.of(recipe, run)).orElse(null));
    }

    private RecipePage page(MasterRecipe recipe) {
        return RecipePage.of(recipe, forecasts.plan(recipe), forecasts.outlook(recipe));
    }

    private MasterRecipe find(String id, int version) {
        MasterRecipe recipe = find(unit.recipes(), id);
        if (recipe.version() != version) {
            throw Refusal.unknown("Recipe '" + id + "' has no version " + version + ".");
        }
        return recipe;
    }

    static MasterRecipe find(List<MasterRecipe> recipes, String id) {
        return recipes.stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("There is no recipe '" + id + "'."));
    }
}
