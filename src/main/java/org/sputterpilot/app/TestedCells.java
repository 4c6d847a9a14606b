package org.sputterpilot.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sputterpilot.celltests.LinkBook;
import org.sputterpilot.celltests.ResultBook;
import org.sputterpilot.celltests.TestResult;
import org.sputterpilot.celltests.statistics.Lifetime;
import org.sputterpilot.celltests.statistics.Protocol;
import org.sputterpilot.genealogy.Arm;
import org.sputterpilot.genealogy.Disposition;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Lineage;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.Standing;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.genealogy.Trace;
import org.sputterpilot.hmi.StatisticsDesk.Asked;
import org.sputterpilot.hmi.wire.SurvivalPage;

/** The cells that are compared: those of one kind with their protocol and arm, and why others are left out. */
final class TestedCells {
    private static final int MOST_TESTS = 100_000;
    private static final double SAME = 1e-6;
    private static final Set<String> NO_FAILURE = Set.of("OUTAGE", "OPERATOR");

    /**
     * One cell.
     *
     * @param arm of its electrodes
     * @param group what it is compared by
     * @param runs whose film it carries
     */
    record One(CellTests.Worked worked, Arm arm, String group, List<Ref> runs) {
        String cell() {
            return worked.cell().label();
        }
    }

    /** A life of a cell. */
    record Life(One of, Lifetime lifetime, String verdict, String rule) {
        Protocol protocol() {
            return new Protocol(
                    of.worked.specimen().currentMaCm2(),
                    of.worked.specimen().capacityMahCm2(),
                    String.valueOf(of.worked.cell().facts().getOrDefault("electrolyteLot", "")),
                    rule);
        }
    }

    private final boolean demonstration;
    private final List<One> cells = new ArrayList<>();
    private final List<SurvivalPage.LeftOut> leftOut = new ArrayList<>();

    private TestedCells(boolean demonstration) {
        this.demonstration = demonstration;
    }

    static TestedCells of(Genealogy genealogy, CellTests tests, Asked asked, Instant now) {
        List<Thing> all = genealogy.book().list(Kind.TEST, "", MOST_TESTS);
        boolean made = asked.demonstration() == 1
                || asked.demonstration() < 0 && all.stream().allMatch(Thing::demonstration) && !all.isEmpty();
        TestedCells found = new TestedCells(made);
        List<CellTests.Worked> kept = all.stream()
                .filter(test -> test.demonstration() == made)
                .map(tests::work)
                .filter(worked -> worked.specimen().cellType().equals(asked.cellType()))
                .toList();
        List<Ref> refs =
                kept.stream().map(worked -> worked.cell().ref()).distinct().toList();
        Map<Ref, Arm> arms = genealogy.arms(refs);
        Map<Ref, Standing> standings = genealogy.standings(refs, now);
        Lineage lineage = Lineage.of(refs, genealogy.book(), now);
        Map<Ref, Thing> things = genealogy.book().things(lineage.things()).stream()
                .collect(Collectors.toMap(Thing::ref, thing -> thing));
        for (CellTests.Worked worked : kept) {
            Ref cell = worked.cell().ref();
            Optional<String> why = why(arms.get(cell), standings.get(cell), asked);
            if (why.isPresent()) {
                found.leftOut.add(new SurvivalPage.LeftOut(worked.cell().label(), why.get()));
                continue;
            }
            Trace back = Trace.of(cell, Trace.Direction.BACKWARD, lineage, now);
            List<Ref> runs = back.of(Kind.RUN);
            found.cells.add(
                    new One(worked, arms.get(cell), group(asked.by(), arms.get(cell), back, runs, things), runs));
        }
        return found;
    }

    private static Optional<String> why(Arm arm, Standing standing, Asked asked) {
        if (asked.by().equals("arm") && (arm == Arm.MIXED || arm == Arm.UNKNOWN)) {
            return Optional.of(arm.name());
        }
        Disposition effective = standing.effective();
        boolean out = effective == Disposition.RELEASED_AT_RISK
                || effective == Disposition.REJECTED
                || effective == Disposition.RECALLED
                || effective == Disposition.SCRAPPED;
        return out ? Optional.of(effective.name()) : Optional.empty();
    }

    private static String group(String by, Arm arm, Trace back, List<Ref> runs, Map<Ref, Thing> things) {
        return switch (by) {
            case "recipeVersion" ->
                runs.isEmpty()
                        ? "BARE"
                        : runs.stream()
                                .map(run -> things.get(run).facts().get("recipe") + " v"
                                        + things.get(run).facts().get("recipeVersion"))
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(" + "));
            case "foilLot" -> labels(back.of(Kind.FOIL_LOT), things).orElse("no lot");
            case "run" -> labels(runs, things).orElse("BARE");
            default -> arm.name();
        };
    }

    private static Optional<String> labels(List<Ref> refs, Map<Ref, Thing> things) {
        return refs.isEmpty()
                ? Optional.empty()
                : Optional.of(refs.stream()
                        .map(ref -> things.get(ref).label())
                        .sorted()
                        .collect(Collectors.joining(" + ")));
    }

    boolean demonstration() {
        return demonstration;
    }

    List<SurvivalPage.LeftOut> leftOut() {
        return leftOut;
    }

    /** Protocols of which there are cells. */
    List<SurvivalPage.ProtocolRow> protocols() {
        Map<List<Double>, Integer> counted = new LinkedHashMap<>();
        cells.forEach(one -> counted.merge(
                List.of(
                        one.worked.specimen().currentMaCm2(),
                        one.worked.specimen().capacityMahCm2()),
                1,
                Integer::sum));
        return counted.entrySet().stream()
                .map(one -> new SurvivalPage.ProtocolRow(
                        finite(one.getKey().get(0)), finite(one.getKey().get(1)), one.getValue()))
                .toList();
    }

    static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Those of the protocol that was asked for. */
    List<One> like(Asked asked) {
        return cells.stream()
                .filter(one -> same(asked.currentMaCm2(), one.worked.specimen().currentMaCm2())
                        && same(asked.capacityMahCm2(), one.worked.specimen().capacityMahCm2()))
                .toList();
    }

    private static boolean same(double asked, double is) {
        return Double.isNaN(asked) || Math.abs(asked - is) <= SAME * Math.abs(asked);
    }

    /**
     * The life of a cell: what a second person has seen stands above what the rule says of the file; what was written
     * down with the test speaks when there is neither.
     */
    Optional<Life> life(One one, ResultBook typed, LinkBook board) {
        Optional<ResultBook.Typed> seen = typed.typed(one.worked.test().label()).stream()
                .filter(row -> row.quantity().equals("life_h") && row.seen().isPresent())
                .reduce((before, after) -> after);
        if (seen.isPresent()) {
            return Optional.of(new Life(
                    one,
                    new Lifetime(seen.get().number(), !seen.get().verdict().equals("CENSORED")),
                    seen.get().verdict(),
                    "typed"));
        }
        for (TestResult result : one.worked.results()) {
            if (result.quantity().equals("life") && result.values().containsKey("life_h")) {
                String verdict = result.verdict().orElse("");
                return Optional.of(new Life(
                        one,
                        new Lifetime(result.values().get("life_h"), failed(verdict, one, board)),
                        verdict,
                        result.method()));
            }
        }
        double hours = CellTests.number(one.worked.test(), "lifeH");
        if (!(hours >= 0)) {
            leftOut.add(new SurvivalPage.LeftOut(one.cell(), "NO_LIFE"));
            return Optional.empty();
        }
        boolean censored = Boolean.TRUE.equals(one.worked.test().facts().get("censored"));
        return Optional.of(new Life(
                one,
                new Lifetime(hours, !censored),
                String.valueOf(one.worked.test().facts().getOrDefault("endReason", "")),
                String.valueOf(one.worked.test().facts().getOrDefault("eolRule", ""))));
    }

    /** A limit that an outage or a person made is no failure of the cell. */
    private static boolean failed(String verdict, One one, LinkBook board) {
        return switch (verdict) {
            case "SHORT", "RISE" -> true;
            case "LIMIT" ->
                !NO_FAILURE.contains(String.valueOf(one.worked.test().facts().get("endReason")))
                        && board.mountsOf(one.cell()).stream()
                                .flatMap(mount -> mount.end().stream())
                                .noneMatch(end -> NO_FAILURE.contains(end.reason()));
            default -> false;
        };
    }

    /** By what they are compared, in the order of the names: bare first. */
    static <T> Map<String, List<T>> grouped(List<T> some, java.util.function.Function<T, String> by) {
        Map<String, List<T>> groups = new java.util.TreeMap<>();
        some.forEach(one ->
                groups.computeIfAbsent(by.apply(one), name -> new ArrayList<>()).add(one));
        return groups;
    }
}
