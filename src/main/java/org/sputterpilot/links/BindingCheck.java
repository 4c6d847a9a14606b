package org.sputterpilot.links;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.units.Unit;

/**
 * Holds what the tag files say against what the device says, before anything is driven.
 *
 * @param binding the tag and its place
 * @param finding what came of it
 * @param why what the device says where that is not what the tag says; empty when they agree
 */
public record BindingCheck(Binding binding, Finding finding, String why) {
    private static final Set<String> NUMBERS = Set.of(
            "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Float", "Double", "INT", "UINT",
            "REAL");

    /** What is the matter with a binding; the worst that is found is told. */
    public enum Finding {
        BOUND,
        /** The device does not have this place. */
        MISSING,
        /** Its value is of a kind this tag cannot have. */
        WRONG_TYPE,
        /** The device transmits in another unit: every value would be wrong by a factor. */
        WRONG_UNIT,
        /** We ask for it, and the device would refuse. */
        NOT_WRITABLE
    }

    /** One binding against its place. */
    public static BindingCheck of(Binding binding, Optional<Place> found) {
        if (found.isEmpty()) {
            return new BindingCheck(binding, Finding.MISSING, "the device does not have " + binding.place());
        }
        Place place = found.get();
        Tag tag = binding.tag();
        if (!fits(tag, place.type())) {
            String has = place.hasValue() ? "it holds " + place.type() : "it has no value";
            return new BindingCheck(
                    binding,
                    Finding.WRONG_TYPE,
                    has + ", the tag is "
                            + (tag.isState()
                                    ? "a state"
                                    : "a quantity in " + tag.unit().symbol()));
        }
        if (!tag.isState() && !place.unit().isEmpty() && !sameUnit(tag.unit(), place.unit())) {
            return new BindingCheck(
                    binding,
                    Finding.WRONG_UNIT,
                    "the device transmits " + place.unit() + ", the tag says "
                            + tag.unit().symbol());
        }
        if (tag.isCommand() && !place.writable()) {
            return new BindingCheck(binding, Finding.NOT_WRITABLE, "the device does not let us write it");
        }
        return new BindingCheck(binding, Finding.BOUND, "");
    }

    /** All bindings of a link against the places the device answered with, in the same order. */
    public static List<BindingCheck> of(List<Binding> bindings, List<Optional<Place>> found) {
        List<BindingCheck> checks = new ArrayList<>(bindings.size());
        for (int i = 0; i < bindings.size(); i++) {
            checks.add(of(bindings.get(i), found.get(i)));
        }
        return checks;
    }

    private static boolean fits(Tag tag, String type) {
        boolean number = NUMBERS.contains(type);
        return tag.isState() ? number || type.equalsIgnoreCase("Boolean") || type.equals("BOOL") : number;
    }

    private static boolean sameUnit(Unit tag, String device) {
        return Unit.of(device)
                .map(unit -> unit.dimension() == tag.dimension()
                        && unit.factor() == tag.factor()
                        && unit.offset() == tag.offset())
                .orElse(false);
    }
}
