package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sputterpilot.equipment.ManualWrite;
import org.sputterpilot.equipment.SetMode;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.hmi.wire.CommandLife;
import org.sputterpilot.hmi.wire.ModeOrder;
import org.sputterpilot.hmi.wire.TagReading;
import org.sputterpilot.hmi.wire.TagWrite;
import org.sputterpilot.security.Permission;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/** Every signal of the unit, and single commands in manual mode. */
@Path("/")
public class TagResource {
    @Inject
    UnitDesk unit;

    @Inject
    Asking asking;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @GET
    @Path("/tags")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<TagReading> tags() {
        TagTable tags = unit.tags();
        ProcessImage image = unit.picture().map(UnitPicture::image).orElse(null);
        return IntStream.range(0, tags.size())
                .mapToObj(slot -> Shown.full(tags.at(slot), image, slot))
                .toList();
    }

    @GET
    @Path("/tags/{tag}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public TagReading tag(String tag) {
        Tag found = find(unit.tags(), tag);
        ProcessImage image = unit.picture().map(UnitPicture::image).orElse(null);
        return Shown.full(found, image, unit.tags().slot(found.id()));
    }

    /** Asks for one command in manual mode; the interlocks still win. */
    @POST
    @Path("/tags/{tag}/write")
    @PermissionsAllowed(Permission.Word.WRITE_TAG)
    public Response write(String tag, TagWrite order) {
        Tag found = find(unit.tags(), tag);
        audit.what("tag.write " + tag);
        Person.required("value", order == null ? null : order.value());
        String reason = Person.reason(order.reason());
        double base = base(found, order.value());
        ProcessImage image = unit.picture().map(UnitPicture::image).orElse(null);
        if (image != null) {
            audit.before(found.text(image.lastValue(unit.tags().slot(found.id()))));
        }
        audit.after(found.text(base)).why(reason);
        String id = asking.ask(reply -> new ManualWrite(found.id(), base, person.user(), reason, reply));
        return Response.accepted(Map.of("commandId", number(id))).build();
    }

    @GET
    @Path("/commands/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public CommandLife command(long id) {
        return unit.command(id).orElseThrow(() -> Refusal.unknown("No command has the number " + id + "."));
    }

    /** Changes the ISA-88 mode of the unit. */
    @POST
    @Path("/mode")
    @PermissionsAllowed(Permission.Word.MODE)
    public Response mode(ModeOrder order) {
        Person.required("mode", order == null ? null : order.mode());
        UnitMode mode = Arrays.stream(UnitMode.values())
                .filter(m -> m.name().equals(order.mode()))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "mode", "one-of", "'" + order.mode() + "' is none of " + Arrays.toString(UnitMode.values())));
        String reason = Person.reason(order.reason());
        unit.picture().ifPresent(p -> audit.before(p.unitMode()));
        audit.what("unit.mode").after(mode).why(reason);
        asking.ask(reply -> new SetMode(mode, person.user(), reason, reply));
        return Response.accepted(Map.of("mode", mode.name())).build();
    }

    private static Object number(String id) {
        return id.matches("\\d+") ? Long.valueOf(id) : id;
    }

    static Tag find(TagTable tags, String name) {
        if (name == null || !TagId.isValid(name)) {
            throw Refusal.unknown("'" + name + "' is not the name of a tag.");
        }
        return tags.find(TagId.of(name)).orElseThrow(() -> Refusal.unknown("The unit has no tag '" + name + "'."));
    }

    /** The base-unit value of what a person asks for. */
    private static double base(Tag tag, Object value) {
        if (!tag.isCommand()) {
            throw Refusal.rule("tag", "command", "'" + tag.id() + "' is no command.");
        }
        if (tag.isState()) {
            int index = tag.states().indexOf(String.valueOf(value));
            if (index < 0) {
                throw Refusal.rule("value", "one-of", "'" + value + "' is none of " + tag.states());
            }
            return index;
        }
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw Refusal.rule(
                    "value", "number", "a number in " + tag.unit().symbol() + " is expected, not '" + value + "'");
        }
        double base = tag.unit().toBase(number.doubleValue());
        if (base < tag.low() || base > tag.high()) {
            throw Refusal.rule(
                    "value",
                    "range",
                    tag.text(base) + " is outside " + tag.text(tag.low()) + " .. " + tag.text(tag.high()));
        }
        return base;
    }
}
