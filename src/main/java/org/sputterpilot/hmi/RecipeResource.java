package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.hmi.wire.GoldenEnvelope;
import org.sputterpilot.hmi.wire.RecipeCheck;
import org.sputterpilot.hmi.wire.RecipeDiffPage;
import org.sputterpilot.hmi.wire.RecipePage;
import org.sputterpilot.hmi.wire.RecipeReading;
import org.sputterpilot.hmi.wire.RunForecast;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeAct;
import org.sputterpilot.recipes.RecipeDiff;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RecipeState;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.security.Permission;

/** Recipes to be read: every version, its text, and what differs between two. Nothing here changes anything. */
@Path("/recipes")
public class RecipeResource {
    @Inject
    RecipeDesk desk;

    @Inject
    ForecastDesk forecasts;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    GoldenDesk golden;

    @Inject
    UnitDesk unit;

    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<RecipePage.Item> recipes() {
        return desk.recipes().stream()
                .map(id -> {
                    List<RecipeVersion> all = desk.versions(id);
                    return RecipePage.item(id, desk.master(shown(all)), all);
                })
                .toList();
    }

    /** The version in force, else the newest. */
    private static RecipeVersion shown(List<RecipeVersion> all) {
        return all.stream()
                .filter(v -> v.state() == RecipeState.EFFECTIVE)
                .findFirst()
                .orElse(all.get(all.size() - 1));
    }

    /** The page of the version in force, else of the newest. */
    @GET
    @Path("/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response recipe(String id) {
        List<RecipeVersion> all = desk.versions(id);
        return page(shown(all), all);
    }

    /** One version: its page, or, asked for as {@code application/yaml}, its text byte for byte. */
    @GET
    @Path("/{id}/versions/{version}")
    @Produces({MediaType.APPLICATION_JSON, RecipeText.YAML, RecipeText.TEXT_YAML, RecipeText.OLD_YAML})
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response version(String id, int version, @Context HttpHeaders headers) {
        RecipeVersion found = desk.version(id, version);
        Optional<MediaType> yaml = headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.getSubtype().endsWith("yaml"))
                .findFirst();
        if (yaml.isEmpty()) {
            return page(found, desk.versions(id));
        }
        return Response.ok(found.text().getBytes(StandardCharsets.UTF_8), yaml.get())
                .header("ETag", RecipeText.tag(found.hash()))
                .build();
    }

    private Response page(RecipeVersion version, List<RecipeVersion> all) {
        Optional<MasterRecipe> recipe = desk.master(version);
        List<RecipeFinding> findings = new ArrayList<>(version.findings());
        if (recipe.isEmpty()) {
            findings.addAll(desk.read(version.recipe(), version.text()).findings());
        }
        List<RecipePage.Act> acts = new ArrayList<>();
        for (RecipeAct act : RecipeAct.values()) {
            Optional<String> why = desk.refusal(version, act, person.user());
            acts.add(new RecipePage.Act(act.word(), why.isEmpty(), why.orElse(null)));
        }
        RecipePage page = RecipePage.of(
                version,
                recipe,
                recipe.map(forecasts::plan).orElse(List.of()),
                recipe.flatMap(forecasts::outlook),
                findings,
                acts,
                all);
        return Response.ok(page, MediaType.APPLICATION_JSON)
                .header("ETag", RecipeText.tag(version.hash()))
                .build();
    }

    /** Looks at a version as a start would: its text, its numbers, the target, and what a run would bring and cost. */
    @POST
    @Path("/{id}/versions/{version}/check")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RecipeCheck check(String id, int version) {
        audit.changesNothing();
        RecipeDesk.Reading reading = desk.read(id, desk.version(id, version).text());
        Optional<Outlook> outlook = reading.recipe().flatMap(forecasts::outlook);
        return RecipeCheck.of(
                findings(reading, outlook),
                reading.recipe().map(forecasts::proof).orElse(List.of()),
                prediction(reading, outlook));
    }

    /** The mistakes of a text, and what speaks against the recipe it is, each where it stands. */
    private List<RecipeFinding> findings(RecipeDesk.Reading reading, Optional<Outlook> outlook) {
        List<RecipeFinding> all = new ArrayList<>(reading.findings());
        reading.recipe().ifPresent(recipe -> forecasts
                .findings(recipe, outlook)
                .forEach(finding -> all.add(finding.placed(reading.places()))));
        return all;
    }

    private static RunForecast prediction(RecipeDesk.Reading reading, Optional<Outlook> outlook) {
        return outlook.map(run -> RunForecast.of(reading.recipe().orElseThrow(), run))
                .orElse(null);
    }

    /** What differs between two versions, field by field, and what that means in the plant. */
    @GET
    @Path("/{id}/diff")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RecipeDiffPage diff(String id, @QueryParam("from") Integer from, @QueryParam("to") Integer to) {
        RecipeVersion earlier = desk.version(id, Person.required("from", from));
        RecipeVersion later = desk.version(id, Person.required("to", to));
        MasterRecipe before = fitting(earlier);
        MasterRecipe after = fitting(later);
        Optional<Outlook> was = forecasts.outlook(before);
        Optional<Outlook> is = forecasts.outlook(after);
        List<String> known = messages(before, was);
        return RecipeDiffPage.of(
                earlier,
                later,
                RecipeDiff.between(before, after),
                was.flatMap(one -> is.map(other -> other.since(one))).orElse(List.of()),
                messages(after, is).stream()
                        .filter(risk -> !known.contains(risk))
                        .toList());
    }

    private List<String> messages(MasterRecipe recipe, Optional<Outlook> outlook) {
        return forecasts.findings(recipe, outlook).stream()
                .map(RecipeFinding::message)
                .toList();
    }

    private MasterRecipe fitting(RecipeVersion version) {
        return desk.master(version)
                .orElseThrow(() -> Refusal.rule(
                        "version",
                        "fits-plant",
                        "Version " + version.version() + " does not fit the plant any more; see its findings."));
    }

    /** Reads a text that is not saved: its mistakes, its numbers and what it would do. Changes nothing. */
    @POST
    @Path("/read")
    @Consumes({RecipeText.YAML, RecipeText.TEXT_YAML, RecipeText.OLD_YAML})
    @PermissionsAllowed(Permission.Word.WATCH)
    public RecipeReading read(@QueryParam("id") String id, byte[] body) {
        audit.changesNothing();
        String text = RecipeText.of(body);
        RecipeDesk.Reading reading = desk.read(id == null || id.isBlank() ? "recipe" : id, text);
        Optional<Outlook> outlook = reading.recipe().flatMap(forecasts::outlook);
        return RecipeReading.of(
                RecipeVersion.hashOf(text),
                reading.recipe(),
                reading.recipe().map(forecasts::plan).orElse(List.of()),
                findings(reading, outlook),
                reading.places(),
                prediction(reading, outlook));
    }

    /** The JSON schema of recipes, for editors. */
    @GET
    @Path("/schema")
    @Produces("application/schema+json")
    @PermissionsAllowed(Permission.Word.WATCH)
    public String schema() {
        return desk.schema();
    }

    /** A version as BatchML; as JSON it comes with the list of what could not be carried over. */
    @GET
    @Path("/{id}/versions/{version}/batchml")
    @Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response batchMl(String id, int version, @Context HttpHeaders headers) {
        RecipeDesk.Exchanged written = desk.toBatchMl(desk.version(id, version));
        boolean json = headers.getAcceptableMediaTypes().stream().anyMatch(MediaType.APPLICATION_JSON_TYPE::equals);
        return json
                ? Response.ok(
                                Map.of("xml", written.text(), "notCarried", written.notCarried()),
                                MediaType.APPLICATION_JSON)
                        .build()
                : Response.ok(written.text(), MediaType.APPLICATION_XML)
                        .header("X-Not-Carried", String.join("; ", written.notCarried()))
                        .build();
    }

    /** The golden runs of a recipe that are in force: one for each text of it and each target. */
    @GET
    @Path("/{id}/golden")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<GoldenEnvelope> golden(String id) {
        desk.versions(id);
        return golden.recipe(id).stream()
                .map(one -> GoldenEnvelope.of(one, unit.tags()))
                .toList();
    }
}
