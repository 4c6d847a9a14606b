package org.sputterpilot.genealogy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The rules by which the genealogy grows: labels are given once, edges never close a circle, nothing is made of what is
 * on hold, and nothing is overwritten. Writes come one after another, so that two of them cannot break a rule together.
 */
public final class Genealogy {
    /** Release at risk ends at the latest after this. */
    private static final Duration LONGEST_RISK = Duration.ofDays(30);

    private static final int MOST_PARTS = 20;

    private final GenealogyBook book;
    private final Release release;

    /** @param release what stands between a thing and its release */
    public Genealogy(GenealogyBook book, Release release) {
        this.book = book;
        this.release = release;
    }

    /**
     * Finds a thing by what was typed or scanned.
     *
     * @throws RefusedException when the label was misread or nothing is called so
     */
    public Thing named(String typed) {
        Label label = read("id", typed);
        return book.find(label.text()).orElseThrow(() -> RefusedException.unknown(label.text()));
    }

    private static Label read(String field, String typed) {
        try {
            return Label.read(typed);
        } catch (Label.WrongLabelException wrong) {
            throw RefusedException.rule(field, "check-character", wrong.getMessage());
        }
    }

    private Ref named(String field, String typed, Kind kind) {
        Label label = read(field, typed);
        Thing found = book.find(label.text())
                .filter(thing -> thing.ref().kind() == kind)
                .orElseThrow(() -> RefusedException.rule(
                        field, "known", "No " + words(kind) + " is called '" + label.text() + "'."));
        return found.ref();
    }

    private static String words(Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    // ---------------------------------------------------------------- things

    /**
     * Writes a thing down.
     *
     * @param label what is on it; empty: the next number
     * @param facts by the fields of its kind
     * @param parts of a cell, otherwise none
     * @param demonstration made up to show the program
     */
    public synchronized Thing add(
            Kind kind,
            String label,
            Map<String, Object> facts,
            List<Map<String, Object>> parts,
            String who,
            Instant at,
            boolean demonstration) {
        Facts checked = Facts.check(kind, facts);
        Ref ref = new Ref(kind, UUID.randomUUID().toString());
        Map<String, Ref> links = new LinkedHashMap<>();
        List<Edge> edges = new ArrayList<>();
        for (Map.Entry<Field, String> link : checked.links().entrySet()) {
            Field.Link to = link.getKey().link().orElseThrow();
            Ref parent = named(link.getKey().name(), link.getValue(), to.to());
            refuseWhatMayNotBeUsed(link.getKey().name(), parent, at);
            links.put(link.getKey().name(), parent);
            edges.add(new Edge(parent, ref, to.edge(), happened(checked, at), at, ""));
        }
        List<Part> built = kind == Kind.CELL ? parts(parts, at) : List.of();
        for (Part part : built) {
            part.coupon()
                    .ifPresent(coupon -> edges.add(new Edge(
                            coupon,
                            ref,
                            EdgeKind.PART_OF,
                            happened(checked, at),
                            at,
                            part.role().name())));
        }
        String text = label.isBlank() ? next(kind, links, at) : free(read("id", label));
        Thing thing = new Thing(ref, text, at, who, demonstration, Optional.empty(), checked.known());
        book.add(thing, links, edges, built);
        return thing;
    }

    /** When it was made, which may be before it was written down, never after. */
    private static Instant happened(Facts facts, Instant at) {
        for (String field : List.of("assembledAt", "startedAt")) {
            if (facts.known().get(field) instanceof Instant then && then.isBefore(at)) {
                return then;
            }
        }
        return at;
    }

    private String free(Label label) {
        if (book.find(label.text()).isPresent()) {
            throw RefusedException.state("id", "unique", "'" + label.text() + "' is on another thing already.");
        }
        return label.text();
    }

    private String next(Kind kind, Map<String, Ref> links, Instant at) {
        if (kind == Kind.COUPON || kind == Kind.TEST) {
            String of = book.things(links.values()).get(0).label();
            char letter = kind == Kind.COUPON ? 'C' : 'T';
            return Label.part(of, letter, book.lastNumber(kind, of + "-" + letter) + 1);
        }
        if (kind.prefix().isEmpty()) {
            throw RefusedException.rule("id", "required", "A " + words(kind) + " is called by its serial: give it.");
        }
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        String stem = kind.prefix() + "-%02d-".formatted(year % 100);
        return Label.serial(kind.prefix(), year, book.lastNumber(kind, stem) + 1);
    }

    private List<Part> parts(List<Map<String, Object>> given, Instant at) {
        if (given.isEmpty() || given.size() > MOST_PARTS) {
            throw RefusedException.rule("parts", "size", "A cell has 1 to " + MOST_PARTS + " parts.");
        }
        List<Part> parts = new ArrayList<>();
        Set<Ref> used = new HashSet<>();
        for (Map<String, Object> one : given) {
            Part part = part(one);
            part.coupon().ifPresent(coupon -> {
                if (!used.add(coupon)) {
                    throw RefusedException.rule("parts.coupon", "unique", "A disc is in one place only.");
                }
                refuseWhatMayNotBeUsed("parts.coupon", coupon, at);
                boolean builtIn =
                        book.below(List.of(coupon), Instant.MAX).stream().anyMatch(e -> e.kind() == EdgeKind.PART_OF);
                if (builtIn) {
                    throw RefusedException.state("parts.coupon", "unused", "This disc is in another cell already.");
                }
            });
            parts.add(part);
        }
        return parts;
    }

    private Part part(Map<String, Object> one) {
        Part.Role role;
        try {
            role = Part.Role.valueOf(String.valueOf(one.get("role")));
        } catch (IllegalArgumentException e) {
            throw RefusedException.rule(
                    "parts.role", "one-of", "A role is one of " + List.of(Part.Role.values()) + ".");
        }
        String coupon = text(one.get("coupon"));
        String material = text(one.get("material"));
        if (coupon.isEmpty() == material.isEmpty()) {
            throw RefusedException.rule("parts", "one", role + " is either a coupon or the lot of a material.");
        }
        double amount = one.get("amount") instanceof Number number ? number.doubleValue() : Double.NaN;
        String facing = text(one.get("facing"));
        return new Part(
                role,
                coupon.isEmpty() ? Optional.empty() : Optional.of(named("parts.coupon", coupon, Kind.COUPON)),
                material,
                facing.isEmpty() ? "A" : facing.substring(0, 1),
                amount,
                text(one.get("amountUnit")));
    }

    private static String text(Object value) {
        return value == null ? "" : String.valueOf(value).strip();
    }

    private void refuseWhatMayNotBeUsed(String field, Ref thing, Instant at) {
        Thing found = book.things(List.of(thing)).get(0);
        if (found.identityLost().isPresent()) {
            throw RefusedException.state(
                    field, "identity", "Nobody can say which one " + found.label() + " is: nothing is made of it.");
        }
        if (thing.kind() == Kind.COUPON || thing.kind() == Kind.FOIL_PIECE) {
            Standing standing = standing(thing, at);
            if (standing.effective().blocksUse()) {
                String why = standing.because()
                        .map(ref ->
                                ", because " + book.things(List.of(ref)).get(0).label() + " is")
                        .orElse("");
                throw RefusedException.state(
                        field, "disposition", found.label() + " is " + standing.effective() + why + ".");
            }
        }
    }

    /**
     * Draws an edge that no fact of a thing draws: rework, continuation, a merge, a sham.
     *
     * @throws RefusedException when the kinds do not fit or a circle would close
     */
    public synchronized Edge join(EdgeKind kind, String parent, String child, String note, Instant at, Instant now) {
        Ref from = named(parent).ref();
        Ref to = named(child).ref();
        if (!kind.parents().contains(from.kind()) || !kind.children().contains(to.kind())) {
            throw RefusedException.rule(
                    "kind", "fits", kind + " leads from " + kind.parents() + " to " + kind.children() + ".");
        }
        if (Lineage.of(List.of(from), book, Instant.MAX).things().contains(to)) {
            throw RefusedException.rule("child", "circle", "'" + parent + "' came from '" + child + "' itself.");
        }
        boolean drawn = book.above(List.of(to), Instant.MAX).stream()
                .anyMatch(e -> e.kind() == kind && e.parent().equals(from));
        if (drawn) {
            throw RefusedException.state("kind", "unique", "It is written down already.");
        }
        Edge edge = new Edge(from, to, kind, at, now, note);
        book.add(edge);
        return edge;
    }

    /** Nobody can say any more which one it is; nothing is made of it, and what was made of it belongs to no arm. */
    public synchronized void lose(String label, String reason, String who, Instant at) {
        Thing thing = named(label);
        if (thing.identityLost().isPresent()) {
            throw RefusedException.state("id", "identity", "The identity of " + thing.label() + " is lost already.");
        }
        book.lost(thing.ref(), at, who, reason);
    }

    // ---------------------------------------------------------------- dispositions

    /** What a person asks for. */
    public record Judgement(
            String entity, Disposition.Act act, String reason, Optional<Instant> expires, String evidence) {}

    /**
     * Checks that a judgement by this person would be accepted; what the thing would become.
     *
     * @throws RefusedException with all that is missing when it is a release
     */
    public Disposition accepts(Judgement judgement, String who, Instant now) {
        Ref thing = named(judgement.entity()).ref();
        if (!thing.kind().isDisposed()) {
            throw RefusedException.rule("entity", "kind", "A " + words(thing.kind()) + " has no disposition.");
        }
        Disposition own = standing(thing, now).own();
        Disposition next = own.after(judgement.act())
                .orElseThrow(() -> RefusedException.state(
                        "disposition", "transition", Disposition.TABLE.refusal(own, judgement.act())));
        if (judgement.act() == Disposition.Act.EXPIRE) {
            throw RefusedException.rule("disposition", "person", "A release at risk expires by its date.");
        }
        refuseWrongEnd(judgement, now);
        if (judgement.act() == Disposition.Act.RELEASE || judgement.act() == Disposition.Act.RELEASE_AT_RISK) {
            List<Missing> missing = release.missing(thing, judgement, who, now);
            if (!missing.isEmpty()) {
                throw RefusedException.lacking(missing);
            }
        }
        return next;
    }

    private static void refuseWrongEnd(Judgement judgement, Instant now) {
        boolean risk = judgement.act() == Disposition.Act.RELEASE_AT_RISK;
        if (risk != judgement.expires().isPresent()) {
            throw RefusedException.rule(
                    "expires", risk ? "required" : "none", "A release at risk, and nothing else, has an end.");
        }
        judgement.expires().ifPresent(end -> refuseWrongEnd(end, now));
    }

    static void refuseWrongEnd(Instant end, Instant now) {
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST_RISK))) {
            throw RefusedException.rule(
                    "expires", "range", "A release at risk ends within " + LONGEST_RISK.toDays() + " days.");
        }
    }

    /**
     * Writes a judgement down. What was released and comes from a thing that is rejected or recalled is recalled with
     * it: people have it in their hands.
     *
     * @return the mark itself, then what it recalled
     */
    public synchronized List<Mark> judge(Judgement judgement, String who, String signature, Instant now) {
        Disposition next = accepts(judgement, who, now);
        Ref thing = named(judgement.entity()).ref();
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark(
                thing, next, judgement.reason(), who, now, judgement.expires(), signature, judgement.evidence()));
        if (next == Disposition.REJECTED || next == Disposition.RECALLED) {
            marks.addAll(recalledWith(thing, judgement.entity(), who, now));
        }
        book.add(marks);
        return marks;
    }

    private List<Mark> recalledWith(Ref thing, String label, String who, Instant now) {
        Set<Ref> below = new LinkedHashSet<>(Trace.of(thing, Trace.Direction.FORWARD, book, Instant.MAX)
                .depth()
                .keySet());
        below.remove(thing);
        List<Mark> recalled = new ArrayList<>();
        book.marks(below, now).forEach((ref, mark) -> {
            if (mark.disposition().after(Disposition.Act.RECALL).isPresent()) {
                recalled.add(new Mark(
                        ref, Disposition.RECALLED, "comes from " + label, who, now, Optional.empty(), "", label));
            }
        });
        return recalled;
    }

    /** Puts on hold what was released at risk until now and never judged. */
    public synchronized List<Mark> expire(Instant now) {
        List<Mark> held = book.expired(now).stream()
                .map(mark -> new Mark(
                        mark.thing(),
                        Disposition.HOLD,
                        "the release at risk ended without a decision",
                        "EXPIRE",
                        now,
                        Optional.empty(),
                        "",
                        ""))
                .toList();
        if (!held.isEmpty()) {
            book.add(held);
        }
        return held;
    }

    /**
     * Takes in runs that have ended since anybody asked: draws what they used, and holds them for what the rules find.
     * A run somebody has judged already keeps that judgement.
     */
    public synchronized void takeIn(Function<EndedRun, RunFacts> facts, Instant now) {
        for (EndedRun ended : book.unjudged()) {
            for (String serial : book.usedBy(ended.run())) {
                book.find(serial).ifPresent(thing -> uses(ended, thing.ref(), now));
            }
            List<HoldRule> broken = HoldRule.brokenBy(facts.apply(ended));
            boolean judged = book.marks(List.of(ended.run()), Instant.MAX).containsKey(ended.run());
            if (!broken.isEmpty() && !judged) {
                String why =
                        String.join("; ", broken.stream().map(HoldRule::words).toList());
                String names =
                        String.join(",", broken.stream().map(HoldRule::name).toList());
                book.add(List.of(
                        new Mark(ended.run(), Disposition.HOLD, why, "AUTO", now, Optional.empty(), "", names)));
            }
            book.judged(ended.run(), broken, now);
        }
    }

    private void uses(EndedRun run, Ref thing, Instant now) {
        EdgeKind kind = thing.kind() == Kind.TARGET ? EdgeKind.USED_TARGET : EdgeKind.USED_BOTTLE;
        boolean drawn = book.above(List.of(run.run()), Instant.MAX).stream()
                .anyMatch(edge -> edge.parent().equals(thing));
        if (!drawn) {
            book.add(new Edge(thing, run.run(), kind, run.startedAt(), now, ""));
        }
    }

    /** How a thing stood at that moment, by what was known then. */
    public Standing standing(Ref thing, Instant at) {
        Lineage lineage = Lineage.of(List.of(thing), book, at);
        return lineage.standing(thing, book.marks(lineage.things(), at));
    }

    /** How many things stood at that moment. */
    public Map<Ref, Standing> standings(Collection<Ref> things, Instant at) {
        Lineage lineage = Lineage.of(things, book, at);
        Map<Ref, Mark> marks = book.marks(lineage.things(), at);
        Map<Ref, Standing> found = new LinkedHashMap<>();
        things.forEach(thing -> found.put(thing, lineage.standing(thing, marks)));
        return found;
    }

    // ---------------------------------------------------------------- questions

    /** What a thing came from, or what came of it, as far as known at that moment. */
    public Trace trace(Ref thing, Trace.Direction direction, Instant at) {
        return Trace.of(thing, direction, book, at);
    }

    /** The arms of cells. */
    public Map<Ref, Arm> arms(Collection<Ref> cells) {
        Lineage lineage = Lineage.of(cells, book, Instant.MAX);
        Set<Ref> lost = new HashSet<>();
        List<Ref> coupons = lineage.things().stream()
                .filter(ref -> ref.kind() == Kind.COUPON)
                .toList();
        book.things(coupons).stream()
                .filter(thing -> thing.identityLost().isPresent())
                .forEach(thing -> lost.add(thing.ref()));
        Map<Ref, Arm> arms = new LinkedHashMap<>();
        cells.forEach(cell -> arms.put(cell, lineage.arm(cell, lost)));
        return arms;
    }

    /**
     * Where the discs of a foil are.
     *
     * @throws RefusedException when it is no piece of foil
     */
    public Balance balance(Ref foil, Instant at) {
        if (foil.kind() != Kind.FOIL_PIECE) {
            throw RefusedException.rule("id", "kind", "Discs are punched from a piece of foil.");
        }
        List<Ref> coupons = book.below(List.of(foil), at).stream()
                .filter(edge -> edge.kind() == EdgeKind.PUNCHED_FROM)
                .map(Edge::child)
                .toList();
        Set<Ref> left = new LinkedHashSet<>(coupons);
        int used = taken(
                left,
                book.below(coupons, at).stream()
                        .filter(edge -> edge.kind() == EdgeKind.PART_OF)
                        .map(Edge::parent)
                        .toList());
        int lost = taken(
                left,
                book.things(coupons).stream()
                        .filter(thing -> thing.identityLost().isPresent())
                        .map(Thing::ref)
                        .toList());
        Map<Ref, Mark> marks = book.marks(coupons, at);
        int scrapped = taken(
                left,
                coupons.stream()
                        .filter(ref -> marks.containsKey(ref) && marks.get(ref).disposition() == Disposition.SCRAPPED)
                        .toList());
        int measured = taken(left, book.measured(coupons));
        return new Balance(coupons.size(), used, lost, scrapped, measured, left.size());
    }

    private static int taken(Set<Ref> left, Collection<Ref> away) {
        int before = left.size();
        left.removeAll(Set.copyOf(away));
        return before - left.size();
    }

    /** Other runs that have something in common with the runs behind a thing. */
    public List<Ref> siblings(Ref thing, Likeness by) {
        List<Ref> runs = trace(thing, Trace.Direction.BACKWARD, Instant.MAX).of(Kind.RUN);
        if (runs.isEmpty()) {
            runs = trace(thing, Trace.Direction.FORWARD, Instant.MAX).of(Kind.RUN);
        }
        return runs.isEmpty() ? List.of() : book.runsLike(by, runs);
    }

    public GenealogyBook book() {
        return book;
    }

    /** What stands between things and their release. */
    public Release release() {
        return release;
    }
}
