package org.sputterpilot.hmi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.sputterpilot.genealogy.Arm;
import org.sputterpilot.genealogy.Disposition;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Label;
import org.sputterpilot.genealogy.Mark;
import org.sputterpilot.genealogy.Part;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.RefusedException;
import org.sputterpilot.genealogy.Standing;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.hmi.wire.MarkRow;
import org.sputterpilot.hmi.wire.PartRow;
import org.sputterpilot.hmi.wire.ThingPage;
import org.sputterpilot.hmi.wire.ThingRow;
import org.sputterpilot.hmi.wire.Violation;

/** Things of the genealogy as lists, graphs and their own pages show them. */
final class ThingPages {
    private ThingPages() {}

    /** Does something and says in the words of the web why it was refused. */
    static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException e) {
            throw switch (e.kind()) {
                case UNKNOWN -> Refusal.unknown(e.getMessage());
                case STATE -> Refusal.conflict(e.getMessage(), violations(e));
                case RULE -> Refusal.rule(e.field(), e.rule(), e.getMessage());
            };
        }
    }

    /** All that is missing, where that is why. */
    private static List<Violation> violations(RefusedException refused) {
        return refused.missing().isEmpty()
                ? List.of(new Violation(refused.field(), refused.rule(), refused.getMessage()))
                : refused.missing().stream()
                        .map(one -> new Violation(
                                one.subject().isEmpty() ? one.run() : one.subject(),
                                one.need().name(),
                                one.text()))
                        .toList();
    }

    /** These things, each with how it stood at that moment. */
    static List<ThingRow> rows(Genealogy genealogy, List<Thing> things, Instant at) {
        List<Ref> refs = things.stream().map(Thing::ref).toList();
        Map<Ref, Standing> standings = genealogy.standings(refs, at);
        Map<Ref, Arm> arms = genealogy.arms(
                refs.stream().filter(ref -> ref.kind() == Kind.CELL).toList());
        Set<Ref> causes = new LinkedHashSet<>();
        standings.values().forEach(standing -> standing.because().ifPresent(causes::add));
        Map<Ref, String> names = names(genealogy, causes);
        Map<Ref, String> testFirst = genealogy.book().testFirst(refs, at);
        List<ThingRow> rows = new ArrayList<>();
        for (Thing thing : things) {
            Standing standing = standings.get(thing.ref());
            Arm arm = arms.get(thing.ref());
            rows.add(new ThingRow(
                    thing.label(),
                    thing.ref().kind().name(),
                    Label.printed(thing.label()),
                    thing.at(),
                    thing.by(),
                    thing.demonstration(),
                    thing.ref().kind().isDisposed() ? standing.own().name() : null,
                    standing.effective().name(),
                    standing.because().map(names::get).orElse(null),
                    arm == null ? null : arm.name(),
                    testFirst.get(thing.ref()),
                    thing.identityLost().orElse(null),
                    thing.facts()));
        }
        return rows;
    }

    /** What is printed on things, by what they are. */
    static Map<Ref, String> names(Genealogy genealogy, Collection<Ref> refs) {
        Map<Ref, String> names = new HashMap<>();
        genealogy.book().things(refs).forEach(thing -> names.put(thing.ref(), thing.label()));
        return names;
    }

    static ThingPage page(Genealogy genealogy, Thing thing, Instant at) {
        List<Part> parts = thing.ref().kind() == Kind.CELL ? genealogy.book().parts(thing.ref()) : List.of();
        Map<Ref, String> names = names(
                genealogy,
                parts.stream().flatMap(part -> part.coupon().stream()).toList());
        ThingRow row = rows(genealogy, List.of(thing), at).get(0);
        List<String> allowed = row.own() == null
                ? List.of()
                : Disposition.TABLE.allowed(Disposition.valueOf(row.own())).stream()
                        .filter(act -> act != Disposition.Act.EXPIRE)
                        .map(Enum::name)
                        .toList();
        return new ThingPage(
                row,
                parts.stream()
                        .map(part -> new PartRow(
                                part.role().name(),
                                part.coupon().map(names::get).orElse(null),
                                part.material(),
                                part.facing(),
                                Shown.finite(part.amount()),
                                part.amountUnit()))
                        .toList(),
                genealogy.book().history(thing.ref()).stream()
                        .filter(mark -> !mark.at().isAfter(at))
                        .map(ThingPages::mark)
                        .toList(),
                allowed);
    }

    private static MarkRow mark(Mark mark) {
        return new MarkRow(
                mark.disposition().name(),
                mark.reason(),
                mark.who(),
                mark.at(),
                mark.expires().orElse(null),
                mark.signature(),
                mark.evidence());
    }
}
