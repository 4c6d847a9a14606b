package org.sputterpilot.celltests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sputterpilot.genealogy.EdgeKind;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.RefusedException;
import org.sputterpilot.genealogy.Thing;

/**
 * To which test a file belongs. The channel board speaks first, then what the file itself says; both together must
 * agree. A name alone links nothing, and two answers are none: such a file waits in the inbox for a person.
 */
public final class Linking {
    private static final Pattern LABEL = Pattern.compile("CL-\\d{2}-[0-9A-HJ-NP-Z]{4,6}(-T\\d{2,3})?");

    private final LinkBook book;
    private final Genealogy genealogy;
    private final FileNames names;

    public Linking(LinkBook book, Genealogy genealogy, FileNames names) {
        this.book = book;
        this.genealogy = genealogy;
        this.names = names;
    }

    /**
     * What speaks for a test.
     *
     * @param test its label; empty when the cell has none, or several of which none stands out
     */
    public record Candidate(String cell, Optional<String> test, FileLink.How how, String evidence) {}

    /** Everything that speaks for some test, strongest first. */
    public List<Candidate> candidates(TestFile file) {
        List<Candidate> found = new ArrayList<>();
        Map<String, String> name = names.read(file.name());
        fromBoard(file, name, found);
        file.notes()
                .forEach((key, note) -> fromText(note, FileLink.How.ID_IN_FILE, "'" + key + "' in the file", found));
        fromText(file.name(), FileLink.How.NAME, "its name", found);
        fromText(name.getOrDefault("test", name.getOrDefault("cell", "")), FileLink.How.NAME, "its name", found);
        return List.copyOf(new LinkedHashSet<>(found));
    }

    private void fromText(String text, FileLink.How how, String where, List<Candidate> found) {
        Matcher label = LABEL.matcher(text.toUpperCase(java.util.Locale.ROOT));
        while (label.find()) {
            genealogy.book().find(label.group()).ifPresent(thing -> {
                if (thing.ref().kind() == Kind.TEST) {
                    found.add(new Candidate(
                            String.valueOf(thing.facts().get("cell")), Optional.of(thing.label()), how, where));
                } else {
                    found.add(new Candidate(thing.label(), only(tests(thing.ref())), how, where));
                }
            });
        }
    }

    private void fromBoard(TestFile file, Map<String, String> name, List<Candidate> found) {
        String number = said(file, name, "channel");
        Optional<Instant> first = FileClock.read(file.extent().firstTime());
        if (number.isEmpty() || first.isEmpty()) {
            return;
        }
        ChannelMount.Channel said =
                new ChannelMount.Channel(said(file, name, "device"), said(file, name, "unit"), number);
        Instant last = FileClock.read(file.extent().lastTime()).orElse(first.get());
        List<ChannelMount> strict = new ArrayList<>();
        List<ChannelMount> loose = new ArrayList<>();
        for (ChannelMount mount : book.mountsOn(number)) {
            if (!mount.channel().fits(said)) {
                continue;
            }
            long ahead = Math.round(mount.clockOffsetS());
            Instant from = first.get().minusSeconds(ahead);
            Instant to = last.minusSeconds(ahead);
            if (!from.isBefore(mount.mountedAt()) && !to.isAfter(mount.until())) {
                strict.add(mount);
            } else if (from.plus(FileClock.ZONE_UNKNOWN).isAfter(mount.mountedAt())
                    && (mount.end().isEmpty()
                            || to.minus(FileClock.ZONE_UNKNOWN).isBefore(mount.until()))) {
                loose.add(mount);
            }
        }
        // what fits only with another time zone speaks when nothing fits as it stands
        for (ChannelMount mount : strict.isEmpty() ? loose : strict) {
            Ref cell = genealogy.named(mount.cell()).ref();
            found.add(new Candidate(
                    mount.cell(),
                    only(tests(cell).stream()
                            .filter(test -> mount.protocol().isEmpty()
                                    || mount.protocol()
                                            .equalsIgnoreCase(
                                                    String.valueOf(test.facts().get("protocol"))))
                            .toList()),
                    FileLink.How.CHANNEL_BOARD,
                    "on " + mount.channel() + " from " + mount.mountedAt()
                            + mount.end().map(end -> " to " + end.at()).orElse("")));
        }
    }

    private static String said(TestFile file, Map<String, String> name, String what) {
        return file.notes().entrySet().stream()
                .filter(note -> note.getKey().equalsIgnoreCase(what))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(name.getOrDefault(what, ""));
    }

    /** Tests of a cell, in the order of their writing down. */
    List<Thing> tests(Ref cell) {
        List<Ref> tests = genealogy.book().below(List.of(cell), Instant.MAX).stream()
                .filter(edge -> edge.kind() == EdgeKind.TESTED_IN)
                .map(org.sputterpilot.genealogy.Edge::child)
                .toList();
        return genealogy.book().things(tests);
    }

    private static Optional<String> only(List<Thing> tests) {
        return tests.size() == 1 ? Optional.of(tests.get(0).label()) : Optional.empty();
    }

    /** Why a file is not linked by itself; empty when {@link #settle} would link it. */
    public String why(TestFile file) {
        List<Candidate> all = candidates(file);
        List<Candidate> strong =
                all.stream().filter(one -> one.how() != FileLink.How.NAME).toList();
        Set<String> cells = new LinkedHashSet<>();
        strong.forEach(one -> cells.add(one.cell()));
        if (cells.size() > 1) {
            return "CONFLICT: " + String.join(" and ", cells) + " are both spoken for";
        }
        if (strong.isEmpty()) {
            return all.isEmpty() ? "NOTHING: it names no cell, and the channel board knows no mount" : "NAME_ONLY";
        }
        Set<String> tests = new LinkedHashSet<>();
        strong.forEach(one -> one.test().ifPresent(tests::add));
        return tests.size() == 1 ? "" : "TEST: " + cells.iterator().next() + " has no test of its own for it";
    }

    /** Links a file by itself where what speaks for a test is strong and of one mind. */
    public synchronized Optional<FileLink> settle(TestFile file, String who, Instant now) {
        if (held(file.sha256()).isPresent() || !why(file).isEmpty()) {
            return Optional.empty();
        }
        List<Candidate> strong = candidates(file).stream()
                .filter(one -> one.how() != FileLink.How.NAME && one.test().isPresent())
                .toList();
        Set<FileLink.How> hows = new LinkedHashSet<>();
        StringBuilder evidence = new StringBuilder();
        for (Candidate one : strong) {
            hows.add(one.how());
            evidence.append(evidence.isEmpty() ? "" : "; ").append(one.evidence());
        }
        double doubt = hows.stream().mapToDouble(how -> 1 - how.confidence()).reduce(1, (a, b) -> a * b);
        return Optional.of(add(
                file.sha256(),
                strong.get(0).test().orElseThrow(),
                strong.get(0).how(),
                1 - doubt,
                evidence.toString(),
                who,
                now));
    }

    /**
     * A person says to which test a file belongs.
     *
     * @throws RefusedException when it belongs to another one, or there is no such test
     */
    public synchronized FileLink link(String sha256, String test, String reason, String who, Instant now) {
        held(sha256).ifPresent(link -> {
            throw RefusedException.state(
                    "test", "linked", "It belongs to " + link.test() + ": end that first, with the reason.");
        });
        return add(sha256, test, FileLink.How.MANUAL, FileLink.How.MANUAL.confidence(), reason, who, now);
    }

    private FileLink add(
            String sha256, String test, FileLink.How how, double confidence, String evidence, String who, Instant now) {
        Thing thing = genealogy.named(test);
        if (thing.ref().kind() != Kind.TEST) {
            throw RefusedException.rule("test", "kind", "'" + thing.label() + "' is no test.");
        }
        FileLink link = new FileLink(sha256, thing.label(), how, confidence, evidence, now, who, Optional.empty());
        book.add(link, thing.ref());
        return link;
    }

    /**
     * A file does not belong where it was thought to.
     *
     * @throws RefusedException when it belongs nowhere
     */
    public synchronized FileLink unlink(String sha256, String reason, String who, Instant now) {
        FileLink link = held(sha256)
                .orElseThrow(() -> RefusedException.state("file", "linked", "It belongs to no test already."));
        book.end(sha256, new FileLink.End(now, who, reason));
        return link;
    }

    /** The link that holds. */
    public Optional<FileLink> held(String sha256) {
        return book.links(sha256).stream().filter(link -> link.end().isEmpty()).findFirst();
    }

    // ---------------------------------------------------------------- the channel board

    /**
     * Somebody puts a cell on a channel.
     *
     * @throws RefusedException when the channel is taken then, or the cell is elsewhere
     */
    public synchronized ChannelMount mount(
            String cell,
            ChannelMount.Channel channel,
            String protocol,
            Instant at,
            Optional<ChannelMount.End> end,
            double clockOffsetS,
            String who) {
        Thing thing = genealogy.named(cell);
        if (thing.ref().kind() != Kind.CELL) {
            throw RefusedException.rule("cell", "kind", "'" + thing.label() + "' is no cell.");
        }
        if (end.isPresent() && !end.get().at().isAfter(at)) {
            throw RefusedException.rule("unmountedAt", "after", "It is taken off after it was put on.");
        }
        ChannelMount mount = new ChannelMount(
                UUID.randomUUID().toString(), thing.label(), channel, protocol, at, who, clockOffsetS, end);
        for (ChannelMount other : book.mountsOn(channel.number())) {
            if (other.channel().equals(channel) && other.overlaps(mount)) {
                throw RefusedException.state(
                        "channel", "free", other.cell() + " is on " + channel + " since " + other.mountedAt() + ".");
            }
        }
        for (ChannelMount other : book.mountsOf(thing.label())) {
            if (other.overlaps(mount)) {
                throw RefusedException.state(
                        "cell", "elsewhere", thing.label() + " is on " + other.channel() + " at that time.");
            }
        }
        book.add(mount, thing.ref());
        return mount;
    }

    /**
     * Somebody takes a cell off.
     *
     * @throws RefusedException when it is off already, or there is no such mount
     */
    public synchronized ChannelMount unmount(String id, ChannelMount.End end) {
        ChannelMount mount = book.mount(id).orElseThrow(() -> RefusedException.unknown(id));
        if (mount.end().isPresent()) {
            throw RefusedException.state("mount", "on", mount.cell() + " was taken off already.");
        }
        if (!end.at().isAfter(mount.mountedAt())) {
            throw RefusedException.rule("at", "after", "It is taken off after it was put on.");
        }
        book.end(id, end);
        return book.mount(id).orElseThrow();
    }

    public LinkBook book() {
        return book;
    }
}
