package org.sputterpilot.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sputterpilot.hmi.LinkDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.BindingRow;
import org.sputterpilot.hmi.wire.LinkRow;
import org.sputterpilot.hmi.wire.PlaceRow;
import org.sputterpilot.hmi.wire.TagMapText;
import org.sputterpilot.links.AddressSpace;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.BindingCheck;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.Place;
import org.sputterpilot.links.RegisterPlace;
import org.sputterpilot.plant.TagMap;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;

/** What the pages learn of the links of the running unit. One person at a time asks a device what it has. */
final class LinkCounter implements LinkDesk {
    static final int MOST_FOUND = 200;
    private static final int QUEUE_S = 10;

    private final ControlRoom room;
    private final Semaphore asking = new Semaphore(1);

    LinkCounter(ControlRoom room) {
        this.room = room;
    }

    @Override
    public List<LinkRow> links() {
        RunningUnit unit = room.running();
        TagTable tags = unit.plant().tags();
        Optional<ProcessImage> image = unit.assembly().snapshot().last().map(turn -> turn.image());
        List<LinkRow> rows = new ArrayList<>();
        for (FieldLinks.Named named : unit.field().all()) {
            LinkHealth health = named.link().health();
            List<Tag> behind = behind(named, tags);
            int bad = (int) behind.stream()
                    .filter(tag -> image.map(now -> now.quality(tags.slot(tag.id())) == Quality.BAD)
                            .orElse(true))
                    .count();
            rows.add(new LinkRow(
                    named.id(),
                    named.kind(),
                    named.address(),
                    health.state().name(),
                    health.lastGoodAge() == null ? null : health.lastGoodAge().toMillis(),
                    health.detail(),
                    health.clockOffset() == null ? null : health.clockOffset().toMillis(),
                    health.reconnects(),
                    behind.size(),
                    bad,
                    named.security(),
                    named.space().isPresent()));
        }
        return rows;
    }

    private static List<Tag> behind(FieldLinks.Named named, TagTable tags) {
        return Binding.behind(named.id(), tags).stream().map(Binding::tag).toList();
    }

    private FieldLinks.Named named(String link) {
        return room.running().field().all().stream()
                .filter(one -> one.id().equals(link))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("There is no link '" + link + "'."));
    }

    private interface Question<T> {
        T ask(AddressSpace space) throws AddressSpace.Unreachable;
    }

    private <T> T asked(String link, Question<T> question) {
        AddressSpace space = named(link)
                .space()
                .orElseThrow(() -> Refusal.conflict(
                        "The device behind link '" + link + "' cannot say what it has: its places stand in its manual.",
                        List.of()));
        try {
            if (!asking.tryAcquire(QUEUE_S, TimeUnit.SECONDS)) {
                throw Refusal.tooMany("Somebody is asking a device already.", QUEUE_S);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw Refusal.tooMany("The server is stopping.", QUEUE_S);
        }
        try {
            return question.ask(space);
        } catch (AddressSpace.Unreachable fault) {
            throw Refusal.conflict("Link '" + link + "': " + fault.getMessage() + ".", List.of());
        } finally {
            asking.release();
        }
    }

    @Override
    public List<PlaceRow> below(String link, String place) {
        return rows(link, asked(link, space -> space.below(place)));
    }

    @Override
    public List<PlaceRow> find(String link, String words) {
        return rows(link, asked(link, space -> space.find(words, MOST_FOUND)));
    }

    private List<PlaceRow> rows(String link, List<Place> places) {
        return rows(link, places, room.running().plant().tags());
    }

    /** Places with the tags that are bound to them already. */
    static List<PlaceRow> rows(String link, List<Place> places, TagTable tags) {
        Map<String, String> bound = new HashMap<>();
        Binding.behind(link, tags)
                .forEach(one -> bound.put(one.place(), one.id().name()));
        return places.stream()
                .map(place -> row(place, bound.get(place.place())))
                .toList();
    }

    private static PlaceRow row(Place place, String tag) {
        return new PlaceRow(
                place.place(),
                place.name(),
                place.holdsMore(),
                place.type(),
                place.writable(),
                place.unit(),
                orNull(place.low()),
                orNull(place.high()),
                place.states(),
                place.value(),
                place.status(),
                tag);
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    @Override
    public List<BindingRow> bindings(String link) {
        FieldLinks.Named named = named(link);
        RunningUnit unit = room.running();
        List<Binding> bindings = Binding.behind(link, unit.plant().tags());
        List<Optional<Place>> found = named.space().isPresent()
                ? asked(
                        link,
                        space ->
                                space.look(bindings.stream().map(Binding::place).toList()))
                : answered(bindings, unit);
        return rows(BindingCheck.of(bindings, found));
    }

    /** A device that cannot say what it has still answers for a place or refuses it. */
    private static List<Optional<Place>> answered(List<Binding> bindings, RunningUnit unit) {
        TagTable tags = unit.plant().tags();
        ProcessImage image = unit.assembly()
                .snapshot()
                .last()
                .orElseThrow(() -> Refusal.conflict("The unit has not turned yet.", List.of()))
                .image();
        return bindings.stream()
                .map(binding -> image.quality(tags.slot(binding.id())) == Quality.BAD
                        ? Optional.<Place>empty()
                        : Optional.of(place(binding)))
                .toList();
    }

    private static Place place(Binding binding) {
        RegisterPlace register = RegisterPlace.parse(binding.place());
        return new Place(
                binding.place(),
                binding.place(),
                false,
                register.type().name(),
                register.isWritable(),
                "",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(),
                "",
                "");
    }

    /** The report in the words of the pages. */
    static List<BindingRow> rows(List<BindingCheck> checks) {
        return checks.stream()
                .map(check -> new BindingRow(
                        check.binding().id().name(),
                        check.binding().tag().title(),
                        check.binding().place(),
                        check.finding().name(),
                        check.why()))
                .toList();
    }

    @Override
    public TagMapText tagMap(String link, List<String> places) {
        List<Place> there = asked(link, space -> space.look(places)).stream()
                .flatMap(Optional::stream)
                .toList();
        return new TagMapText(TagMap.text(link, there));
    }
}
