package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import org.sputterpilot.hmi.wire.ComparisonPage;
import org.sputterpilot.hmi.wire.DriversPage;
import org.sputterpilot.hmi.wire.SpcPage;
import org.sputterpilot.hmi.wire.SurvivalPage;
import org.sputterpilot.security.Permission;

/** What many cells and many runs say together. */
@Path("/statistics")
public class StatisticsResource {
    private static final Set<String> CELLS = Set.of("ZN_ZN", "ZN_CU", "ZN_TI", "ZN_MNO2");
    private static final Set<String> BY = Set.of("arm", "recipeVersion", "foilLot", "run");
    private static final int MOST_RUNS = 2000;

    @Inject
    StatisticsDesk desk;

    /** Lives by arm: Kaplan–Meier, Weibull, log-rank, and what others have published beside them. */
    @GET
    @Path("/survival")
    @PermissionsAllowed(Permission.Word.WATCH)
    public SurvivalPage survival(
            @QueryParam("cellType") @DefaultValue("ZN_ZN") String cellType,
            @QueryParam("by") @DefaultValue("arm") String by,
            @QueryParam("currentMaCm2") Double current,
            @QueryParam("capacityMahCm2") Double capacity,
            @QueryParam("pool") @DefaultValue("false") boolean pool,
            @QueryParam("demonstration") Boolean demonstration) {
        return desk.survival(asked(cellType, by, current, capacity, pool, demonstration));
    }

    /** A number of the results by arm: means, and whether they differ. */
    @GET
    @Path("/compare")
    @PermissionsAllowed(Permission.Word.WATCH)
    public ComparisonPage compare(
            @QueryParam("quantity") @DefaultValue("coulombic efficiency") String quantity,
            @QueryParam("value") @DefaultValue("average_without_first") String value,
            @QueryParam("cellType") @DefaultValue("ZN_CU") String cellType,
            @QueryParam("by") @DefaultValue("arm") String by,
            @QueryParam("currentMaCm2") Double current,
            @QueryParam("capacityMahCm2") Double capacity,
            @QueryParam("pool") @DefaultValue("false") boolean pool,
            @QueryParam("demonstration") Boolean demonstration) {
        return desk.compare(asked(cellType, by, current, capacity, pool, demonstration), quantity, value);
    }

    /** Which process variable goes with the life of the coated cells; "not enough data" is an answer. */
    @GET
    @Path("/drivers")
    @PermissionsAllowed(Permission.Word.WATCH)
    public DriversPage drivers(
            @QueryParam("cellType") @DefaultValue("ZN_ZN") String cellType,
            @QueryParam("currentMaCm2") Double current,
            @QueryParam("capacityMahCm2") Double capacity,
            @QueryParam("pool") @DefaultValue("false") boolean pool,
            @QueryParam("demonstration") Boolean demonstration) {
        return desk.drivers(asked(cellType, "run", current, capacity, pool, demonstration));
    }

    /** The film in the order of the runs: I-MR chart, Nelson rules, capability. */
    @GET
    @Path("/spc")
    @PermissionsAllowed(Permission.Word.WATCH)
    public SpcPage spc(
            @QueryParam("recipe") @DefaultValue("") String recipe,
            @QueryParam("source") @DefaultValue("estimate") String source,
            @QueryParam("baseline") @DefaultValue("20") int baseline,
            @QueryParam("limit") @DefaultValue("200") int limit,
            @QueryParam("demonstration") Boolean demonstration) {
        if (!Set.of("estimate", "measured").contains(source)) {
            throw Refusal.rule("source", "one-of", "'source' is estimate or measured.");
        }
        if (baseline < 2 || limit < 2 || baseline > MOST_RUNS || limit > MOST_RUNS) {
            throw Refusal.rule("baseline", "range", "'baseline' and 'limit' are 2 to " + MOST_RUNS + ".");
        }
        return desk.films(recipe, source.equals("measured"), baseline, limit, which(demonstration));
    }

    private static int which(Boolean demonstration) {
        return demonstration == null ? -1 : demonstration ? 1 : 0;
    }

    private static StatisticsDesk.Asked asked(
            String cellType, String by, Double current, Double capacity, boolean pool, Boolean demonstration) {
        if (!CELLS.contains(cellType)) {
            throw Refusal.rule(
                    "cellType",
                    "one-of",
                    "'cellType' is one of " + CELLS.stream().sorted().toList() + ".");
        }
        if (!BY.contains(by)) {
            throw Refusal.rule(
                    "by", "one-of", "Arms are by one of " + BY.stream().sorted().toList() + ".");
        }
        return new StatisticsDesk.Asked(
                cellType,
                by,
                current == null ? Double.NaN : current,
                capacity == null ? Double.NaN : capacity,
                pool,
                which(demonstration));
    }
}
