package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.hmi.wire.ThingOrder;
import org.sputterpilot.hmi.wire.ThingRow;
import org.sputterpilot.security.Permission;

/** Lists of the things of the genealogy, and writing one down. */
@Path("/")
public class ThingResource {
    private static final int MOST_LINES = 1000;

    @Inject
    GenealogyDesk desk;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** Foil lots, newest first. */
    @GET
    @Path("/foil-lots")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ThingRow> foilLotList(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        return list(Kind.FOIL_LOT, search, limit);
    }

    /** Writes down a foil lot. */
    @POST
    @Path("/foil-lots")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response foilLot(ThingOrder order) {
        return add(Kind.FOIL_LOT, "foil-lots", order);
    }

    /** Writes down a piece of foil. */
    @POST
    @Path("/foil-pieces")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response foilPiece(ThingOrder order) {
        return add(Kind.FOIL_PIECE, "foil-pieces", order);
    }

    /** Preparations, newest first. */
    @GET
    @Path("/preparations")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ThingRow> preparationList(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        return list(Kind.PREPARATION, search, limit);
    }

    /** Writes down how foil was made ready. */
    @POST
    @Path("/preparations")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response preparation(ThingOrder order) {
        return add(Kind.PREPARATION, "preparations", order);
    }

    /** Discs, newest first. */
    @GET
    @Path("/coupons")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ThingRow> couponList(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        return list(Kind.COUPON, search, limit);
    }

    /** Writes down a disc. */
    @POST
    @Path("/coupons")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response coupon(ThingOrder order) {
        return add(Kind.COUPON, "coupons", order);
    }

    /** Cells, newest first. */
    @GET
    @Path("/cells")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ThingRow> cellList(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        return list(Kind.CELL, search, limit);
    }

    /** Writes down a cell with its parts. */
    @POST
    @Path("/cells")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response cell(ThingOrder order) {
        return add(Kind.CELL, "cells", order);
    }

    /** Tests, newest first. */
    @GET
    @Path("/tests")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ThingRow> testList(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        return list(Kind.TEST, search, limit);
    }

    /** Writes down a test of a cell. */
    @POST
    @Path("/tests")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response test(ThingOrder order) {
        return add(Kind.TEST, "tests", order);
    }

    /** Witnesses, newest first. */
    @GET
    @Path("/witnesses")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ThingRow> witnessList(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        return list(Kind.WITNESS, search, limit);
    }

    /** Writes down a witness. */
    @POST
    @Path("/witnesses")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response witness(ThingOrder order) {
        return add(Kind.WITNESS, "witnesses", order);
    }

    /** Targets, newest first. */
    @GET
    @Path("/targets")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ThingRow> targetList(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        return list(Kind.TARGET, search, limit);
    }

    /** Writes down a target, called by its serial. */
    @POST
    @Path("/targets")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response target(ThingOrder order) {
        return add(Kind.TARGET, "targets", order);
    }

    /** Gas bottles, newest first. */
    @GET
    @Path("/gas-bottles")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ThingRow> gasBottleList(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        return list(Kind.GAS_BOTTLE, search, limit);
    }

    /** Writes down a gas bottle, called by its serial. */
    @POST
    @Path("/gas-bottles")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response gasBottle(ThingOrder order) {
        return add(Kind.GAS_BOTTLE, "gas-bottles", order);
    }

    private List<ThingRow> list(Kind kind, String search, int limit) {
        Genealogy genealogy = desk.genealogy();
        List<Thing> found = genealogy.book().list(kind, search, Math.max(1, Math.min(limit, MOST_LINES)));
        return ThingPages.rows(genealogy, found, clock.instant());
    }

    private Response add(Kind kind, String path, ThingOrder order) {
        ThingOrder given = Person.required("facts", order);
        audit.what("genealogy.add." + kind.name().toLowerCase(Locale.ROOT)).after(given.facts());
        Genealogy genealogy = desk.genealogy();
        Thing thing = ThingPages.refusing(() -> genealogy.add(
                kind,
                given.id() == null ? "" : given.id(),
                given.facts() == null ? Map.of() : given.facts(),
                given.parts() == null ? List.of() : given.parts(),
                person.user(),
                clock.instant(),
                false));
        audit.after(thing.label() + " " + thing.facts());
        ThingRow row =
                ThingPages.rows(genealogy, List.of(thing), clock.instant()).get(0);
        return Response.created(URI.create("/api/v1/things/" + thing.label().replace(" ", "%20")))
                .entity(row)
                .build();
    }
}
