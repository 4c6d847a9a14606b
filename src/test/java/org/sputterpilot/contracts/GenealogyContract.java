package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.genealogy.Arm;
import org.sputterpilot.genealogy.Balance;
import org.sputterpilot.genealogy.Disposition;
import org.sputterpilot.genealogy.EdgeKind;
import org.sputterpilot.genealogy.Gaps;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Label;
import org.sputterpilot.genealogy.Likeness;
import org.sputterpilot.genealogy.Mark;
import org.sputterpilot.genealogy.Missing;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.RefusedException;
import org.sputterpilot.genealogy.Release;
import org.sputterpilot.genealogy.RunFacts;
import org.sputterpilot.genealogy.RunPapers;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.genealogy.Trace.Direction;
import org.sputterpilot.genealogy.db.GenealogyStore;
import org.sputterpilot.genealogy.db.ReleaseStore;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.DeviationState;
import org.sputterpilot.security.Signature;

/** What the genealogy keeps and answers, whichever database it is in. */
abstract class GenealogyContract {
    private static final Instant DAY = Instant.parse("2025-07-14T08:00:00Z");

    private Database database;
    private Genealogy genealogy;
    /** What is in order unless a test says otherwise. */
    private final Map<String, RunPapers> papers = new HashMap<>();

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = emptyDatabase();
        GenealogyStore graph = new GenealogyStore(database, "PVD-01");
        ReleaseStore steps = new ReleaseStore(database, "PVD-01");
        genealogy = new Genealogy(
                graph, new Release(graph, steps, run -> papers.get(run.id()), Set.of(Addendum.Kind.MEASUREMENT)));
    }

    private static RunPapers inOrder(String run, Deviation... deviations) {
        return new RunPapers(
                run,
                "operator",
                true,
                List.of("ZF-25-0001", "ZF-25-0002"),
                true,
                "seal of " + run,
                List.of(),
                Set.of(Addendum.Kind.MEASUREMENT),
                List.of(deviations));
    }

    private static Deviation deviation(String run, String items) {
        return new Deviation(
                "DV-25-0001",
                run + "/trip",
                run,
                "trip",
                List.of(new Deviation.Entry(
                        1,
                        DAY,
                        Deviation.SYSTEM,
                        Deviation.SYSTEM,
                        DeviationState.Act.OPEN,
                        List.of(
                                new Deviation.Change(Deviation.Field.STATE, "", "OPEN"),
                                new Deviation.Change(Deviation.Field.ITEMS, "", items)),
                        "",
                        "")));
    }

    /** An engineer who did not run it has looked through its record. */
    private void review(String run, int day) {
        genealogy.release().review(new Ref(Kind.RUN, run), by("engineer", day), "as it should be", "s0");
    }

    private static Signature by(String user, int day) {
        return new Signature(user, user, "signed", day(day));
    }

    private List<Missing.Need> missing(String label, Disposition.Act act, String who, int day) {
        try {
            genealogy.judge(
                    new Genealogy.Judgement(
                            label,
                            act,
                            "because",
                            act == Disposition.Act.RELEASE ? Optional.empty() : Optional.of(day(day + 20)),
                            ""),
                    who,
                    "s1",
                    day(day));
            return List.of();
        } catch (RefusedException e) {
            assertThat(e.missing()).as(e.getMessage()).isNotEmpty();
            return e.missing().stream().map(Missing::need).toList();
        }
    }

    /** HAZ: foil of a batch nobody looked at must not become a cell. */
    @Test
    void aReleaseSaysAllThatIsMissing() {
        Thing foil = foil(0);
        run("R1", 1);
        coat("R1", foil.label(), 1);
        RunPapers good = inOrder("R1", deviation("R1", ""));
        papers.put(
                "R1",
                new RunPapers(
                        "R1",
                        "operator",
                        true,
                        good.items(),
                        true,
                        good.seal(),
                        List.of("events 7: altered"),
                        Set.of(),
                        good.deviations()));
        assertThat(missing(foil.label(), Disposition.Act.RELEASE, "qa", 2))
                .containsExactly(
                        Missing.Need.VERIFIED, Missing.Need.REVIEWED, Missing.Need.DEVIATION, Missing.Need.ADDENDUM);
        papers.put(
                "R1", new RunPapers("R1", "operator", false, good.items(), false, "", List.of(), Set.of(), List.of()));
        assertThat(missing("R1", Disposition.Act.RELEASE, "qa", 2))
                .containsExactly(Missing.Need.PRODUCTION, Missing.Need.ENDED, Missing.Need.ADDENDUM);
        papers.put("R1", inOrder("R1"));
        assertThat(missing("R1", Disposition.Act.RELEASE, "qa", 2)).containsExactly(Missing.Need.REVIEWED);
        review("R1", 2);
        assertThat(missing(foil.label(), Disposition.Act.RELEASE, "qa", 3)).isEmpty();
        assertThat(genealogy.standing(foil.ref(), day(4)).own()).isEqualTo(Disposition.RELEASED);
    }

    @Test
    void aReviewIsSomebodyElsesAndOfTheRecordAsItIsSealed() {
        run("R1", 1);
        papers.put("R1", inOrder("R1"));
        Ref run = new Ref(Kind.RUN, "R1");
        assertThatThrownBy(() -> genealogy.release().review(run, by("Operator", 2), "all good", "s0"))
                .hasMessageContaining("ran it");
        review("R1", 2);
        RunPapers other =
                new RunPapers("R1", "operator", true, List.of(), true, "another seal", List.of(), Set.of(), List.of());
        assertThat(genealogy.release().reviews(other)).isEmpty();
        assertThat(genealogy.release().reviews(inOrder("R1"))).singleElement().satisfies(step -> {
            assertThat(step.by()).isEqualTo(by("engineer", 2));
            assertThat(step.text()).isEqualTo("as it should be");
        });
        assertThat(missing("R1", Disposition.Act.RELEASE, "engineer", 3)).containsExactly(Missing.Need.TWO_PEOPLE);
        assertThat(missing("R1", Disposition.Act.RELEASE, "operator", 3)).containsExactly(Missing.Need.TWO_PEOPLE);
    }

    @Test
    void aDeviationOfOneItemHoldsThatItemAndWhatCameOfItAndNoOther() {
        Thing one = foil(0);
        Thing two = foil(0);
        run("R1", 1);
        coat("R1", one.label(), 1);
        coat("R1", two.label(), 1);
        Thing disc = coupon(two, 2);
        papers.put("R1", inOrder("R1", deviation("R1", two.label())));
        review("R1", 2);
        assertThat(missing(one.label(), Disposition.Act.RELEASE, "qa", 3)).isEmpty();
        assertThat(missing(two.label(), Disposition.Act.RELEASE, "qa", 3)).containsExactly(Missing.Need.DEVIATION);
        assertThat(missing(disc.label(), Disposition.Act.RELEASE, "qa", 3)).containsExactly(Missing.Need.DEVIATION);
        assertThat(missing("R1", Disposition.Act.RELEASE, "qa", 3)).containsExactly(Missing.Need.DEVIATION);
    }

    @Test
    void aReleaseAtRiskIsAskedForByOneAndSignedByAnother() {
        Thing foil = foil(0);
        run("R1", 1);
        coat("R1", foil.label(), 1);
        papers.put(
                "R1",
                new RunPapers(
                        "R1", "operator", true, List.of(foil.label()), true, "seal", List.of(), Set.of(), List.of()));
        review("R1", 2);
        assertThat(missing(foil.label(), Disposition.Act.RELEASE_AT_RISK, "qa", 3))
                .containsExactly(Missing.Need.REQUEST);
        assertThatThrownBy(
                        () -> genealogy.release().ask(foil.ref(), by("engineer", 3), "the cells wait", day(60), "s2"))
                .hasMessageContaining("30 days");
        genealogy.release().ask(foil.ref(), by("engineer2", 3), "the cells wait", day(13), "s2");
        assertThat(missing(foil.label(), Disposition.Act.RELEASE_AT_RISK, "qa", 4))
                .as("for longer than was asked")
                .containsExactly(Missing.Need.REQUEST);
        Genealogy.Judgement risk = new Genealogy.Judgement(
                foil.label(), Disposition.Act.RELEASE_AT_RISK, "AFM is out", Optional.of(day(13)), "");
        assertThatThrownBy(() -> genealogy.judge(risk, "engineer2", "s3", day(4)))
                .hasMessageContaining("asks");
        genealogy.judge(risk, "qa", "s3", day(4));
        assertThat(genealogy.standing(foil.ref(), day(5)).own()).isEqualTo(Disposition.RELEASED_AT_RISK);
        assertThat(genealogy.release().request(foil.ref()))
                .as("it was answered")
                .isEmpty();
        assertThat(missing(foil.label(), Disposition.Act.RELEASE, "qa", 5)).containsExactly(Missing.Need.ADDENDUM);
    }

    @Test
    void nothingIsReleasedBehindAHold() {
        Thing foil = foil(0);
        run("R1", 1);
        coat("R1", foil.label(), 1);
        papers.put("R1", inOrder("R1"));
        review("R1", 2);
        judge("R1", Disposition.Act.HOLD, 3);
        assertThat(missing(foil.label(), Disposition.Act.RELEASE, "qa", 4)).containsExactly(Missing.Need.STANDING);
    }

    private static Instant day(int n) {
        return DAY.plus(Duration.ofDays(n));
    }

    private Thing add(Kind kind, int day, Map<String, Object> facts) {
        return genealogy.add(kind, "", facts, List.of(), "engineer", day(day), false);
    }

    private Ref run(String id, int day) {
        Transactions.<Integer>durable(
                database,
                c -> Statements.change(
                        c,
                        "insert into run (id, unit, recipe, recipe_version, recipe_hash, plant_hash, operator, foils,"
                                + " state, phase, started_at, duration_s) values (?, 'PVD-01', 'tio2', 1, 'abc', 'p',"
                                + " 'operator', '', 'COMPLETE', '', ?, 1)",
                        id,
                        day(day)));
        return new Ref(Kind.RUN, id);
    }

    private void coat(String run, String foil, int day) {
        genealogy.join(EdgeKind.COATED_IN, run, foil, "slot 1 side A", day(day), day(day));
    }

    private Thing foil(int day) {
        return add(Kind.FOIL_PIECE, day, Map.of());
    }

    private Thing coupon(Thing foil, int day) {
        return add(Kind.COUPON, day, Map.of("foil", foil.label(), "diameterMm", 12.0, "xMm", 4.0, "yMm", -3.0));
    }

    private Thing cell(int day, Thing... electrodes) {
        List<Map<String, Object>> parts = new java.util.ArrayList<>();
        for (int i = 0; i < electrodes.length; i++) {
            parts.add(Map.of("role", i == 0 ? "WE" : "CE", "coupon", electrodes[i].label()));
        }
        parts.add(Map.of("role", "SEPARATOR", "material", "GF-7", "amount", 1));
        return genealogy.add(Kind.CELL, "", Map.of("cellType", "ZN_ZN"), parts, "builder", day(day), false);
    }

    private void judge(String thing, Disposition.Act act, int day) {
        genealogy.judge(new Genealogy.Judgement(thing, act, "because", Optional.empty(), ""), "qa", "s1", day(day));
    }

    private Arm arm(Thing cell) {
        return genealogy.arms(List.of(cell.ref())).get(cell.ref());
    }

    @Test
    void aThingComesBackAsWrittenUnderItsPrintedLabel() {
        Thing lot =
                add(Kind.FOIL_LOT, 0, Map.of("supplier", "锌业", "purity", 0.9999, "receivedAt", "2025-07-01T00:00:00Z"));
        Thing foil = add(Kind.FOIL_PIECE, 1, Map.of("lot", lot.label(), "alongM", 1.5));
        assertThat(lot.label()).isEqualTo("ZL-25-0001");
        assertThat(foil.label()).isEqualTo("ZF-25-0001");
        assertThat(coupon(foil, 2).label()).isEqualTo("ZF-25-0001-C01");
        assertThat(coupon(foil, 2).label()).isEqualTo("ZF-25-0001-C02");
        assertThat(genealogy.named("https://lab.example/g/" + Label.printed(foil.label())))
                .isEqualTo(foil);
        assertThat(genealogy.named("zl-25-0001").facts())
                .containsEntry("supplier", "锌业")
                .containsEntry("receivedAt", Instant.parse("2025-07-01T00:00:00Z"));
        assertThat(genealogy.book().list(Kind.COUPON, "0001-c", 10)).hasSize(2);
        assertThatThrownBy(() ->
                        genealogy.add(Kind.FOIL_LOT, "ZL-25-0001", Map.of("supplier", "x"), List.of(), "e", DAY, false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("another thing");
    }

    @Test
    void aDiscHasNothingOfARunThatCameAfterIt() {
        Thing foil = foil(0);
        Ref first = run("R1", 1);
        coat("R1", foil.label(), 1);
        Thing early = coupon(foil, 2);
        run("R2", 3);
        coat("R2", foil.label(), 3);
        Thing late = coupon(foil, 4);

        assertThat(genealogy.trace(early.ref(), Direction.BACKWARD, Instant.MAX).of(Kind.RUN))
                .containsExactly(first);
        assertThat(genealogy.trace(late.ref(), Direction.BACKWARD, Instant.MAX).of(Kind.RUN))
                .hasSize(2);
        assertThat(genealogy.trace(first, Direction.FORWARD, Instant.MAX).of(Kind.COUPON))
                .containsExactlyInAnyOrder(early.ref(), late.ref());
        assertThat(genealogy
                        .trace(new Ref(Kind.RUN, "R2"), Direction.FORWARD, Instant.MAX)
                        .of(Kind.COUPON))
                .containsExactly(late.ref());
    }

    @Test
    void theArmOfACellFollowsFromItsElectrodes() {
        Thing bare = foil(0);
        Thing coated = foil(0);
        Thing sham = foil(0);
        run("R1", 1);
        coat("R1", coated.label(), 1);
        genealogy.join(EdgeKind.SHAM_IN, "R1", sham.label(), "", day(1), day(1));
        assertThat(arm(cell(3, coupon(bare, 2), coupon(bare, 2)))).isEqualTo(Arm.BARE);
        assertThat(arm(cell(3, coupon(coated, 2), coupon(coated, 2)))).isEqualTo(Arm.TO_ZN);
        assertThat(arm(cell(3, coupon(sham, 2), coupon(sham, 2)))).isEqualTo(Arm.SHAM);
        assertThat(arm(cell(3, coupon(bare, 2), coupon(coated, 2)))).isEqualTo(Arm.MIXED);
        Thing dropped = coupon(coated, 2);
        Thing built = cell(3, dropped, coupon(coated, 2));
        genealogy.lose(dropped.label(), "fell out of the tray", "operator", day(4));
        assertThat(arm(built)).isEqualTo(Arm.UNKNOWN);
    }

    @Test
    void noCircleIsClosedAndNoDiscIsUsedTwice() {
        Thing one = foil(0);
        Thing two = add(Kind.FOIL_PIECE, 1, Map.of("parent", one.label()));
        assertThatThrownBy(() -> genealogy.join(EdgeKind.MERGED_INTO, two.label(), one.label(), "", DAY, DAY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("came from");
        assertThatThrownBy(() -> genealogy.join(EdgeKind.COATED_IN, one.label(), two.label(), "", DAY, DAY))
                .hasMessageContaining("leads from");
        Thing disc = coupon(two, 2);
        cell(3, disc, coupon(two, 2));
        assertThatThrownBy(() -> cell(3, disc)).hasMessageContaining("another cell");
        Thing lost = coupon(two, 2);
        genealogy.lose(lost.label(), "dropped", "operator", day(3));
        assertThatThrownBy(() -> cell(4, lost)).hasMessageContaining("Nobody can say");
    }

    /** HAZ: foil of a run that was rejected must not become a cell. */
    @Test
    void aHoldOnTheRunBlocksTheDiscWithoutRewritingIt() {
        Thing foil = foil(0);
        Ref run = run("R1", 1);
        coat("R1", foil.label(), 1);
        Thing disc = coupon(foil, 2);
        papers.put("R1", inOrder("R1"));
        review("R1", 1);
        judge(foil.label(), Disposition.Act.RELEASE, 2);
        judge("R1", Disposition.Act.HOLD, 3);
        var standing = genealogy.standing(disc.ref(), day(4));
        assertThat(standing.own()).isEqualTo(Disposition.PENDING);
        assertThat(standing.effective()).isEqualTo(Disposition.HOLD);
        assertThat(standing.because()).contains(run);
        assertThatThrownBy(() -> cell(4, disc)).hasMessageContaining("R1 is");
        judge("R1", Disposition.Act.FREE, 5);
        assertThat(genealogy.standing(disc.ref(), day(6)).effective()).isEqualTo(Disposition.PENDING);
        assertThat(genealogy.standing(disc.ref(), day(4)).effective())
                .as("as it was known on that day")
                .isEqualTo(Disposition.HOLD);
    }

    @Test
    void whatWasReleasedIsRecalledWhenItsRunIsRejected() {
        Thing foil = foil(0);
        run("R1", 1);
        coat("R1", foil.label(), 1);
        Thing disc = coupon(foil, 2);
        Thing untouched = coupon(foil, 2);
        papers.put("R1", inOrder("R1"));
        review("R1", 2);
        judge(disc.label(), Disposition.Act.RELEASE, 3);
        List<Mark> marks = genealogy.judge(
                new Genealogy.Judgement("R1", Disposition.Act.REJECT, "too thin", Optional.empty(), ""),
                "qa",
                "s1",
                day(4));
        assertThat(marks).extracting(Mark::thing).containsExactly(new Ref(Kind.RUN, "R1"), disc.ref());
        assertThat(genealogy.standing(disc.ref(), day(5)).own()).isEqualTo(Disposition.RECALLED);
        assertThat(genealogy.book().history(disc.ref()))
                .extracting(Mark::disposition)
                .containsExactly(Disposition.RELEASED, Disposition.RECALLED);
        assertThat(genealogy.book().history(untouched.ref())).isEmpty();
    }

    @Test
    void aReleaseAtRiskEnds() {
        Thing foil = foil(0);
        Genealogy.Judgement risk = new Genealogy.Judgement(
                foil.label(), Disposition.Act.RELEASE_AT_RISK, "AFM is out", Optional.of(day(10)), "");
        genealogy.release().ask(foil.ref(), by("engineer", 0), "AFM is out", day(10), "s0");
        genealogy.judge(risk, "qa", "s1", day(1));
        assertThat(genealogy.expire(day(9))).isEmpty();
        assertThat(genealogy.expire(day(10))).hasSize(1);
        assertThat(genealogy.standing(foil.ref(), day(11)).own()).isEqualTo(Disposition.HOLD);
        assertThat(genealogy.expire(day(12))).isEmpty();
        assertThatThrownBy(() -> genealogy.judge(
                        new Genealogy.Judgement(
                                foil.label(), Disposition.Act.RELEASE_AT_RISK, "again", Optional.of(day(60)), ""),
                        "qa",
                        "s1",
                        day(12)))
                .hasMessageContaining("30 days");
    }

    @Test
    void everyEndedRunIsTakenInOnceWithWhatItUsedAndWhatTheRulesFind() {
        genealogy.add(
                Kind.GAS_BOTTLE,
                "AR-1",
                Map.of("gas", "Ar", "installedAt", day(-5)),
                List.of(),
                "engineer",
                day(-5),
                false);
        run("R1", 1);
        run("R2", 1);
        Transactions.<Integer>durable(
                database, c -> Statements.change(c, "update run set ended_at = ? where id = 'R1'", day(2)));
        RunFacts thin = new RunFacts(true, 0, 29, 30, 34, false, true, false);
        genealogy.takeIn(run -> thin, day(3));
        genealogy.takeIn(run -> thin, day(4));
        Ref run = new Ref(Kind.RUN, "R1");
        assertThat(genealogy.book().history(run)).singleElement().satisfies(mark -> {
            assertThat(mark.disposition()).isEqualTo(Disposition.HOLD);
            assertThat(mark.evidence()).isEqualTo("FILM_OUTSIDE,NO_WITNESS");
        });
        assertThat(genealogy.trace(run, Direction.BACKWARD, Instant.MAX).of(Kind.GAS_BOTTLE))
                .hasSize(1);
        assertThat(genealogy.book().history(new Ref(Kind.RUN, "R2")))
                .as("still on")
                .isEmpty();
    }

    /** QA's questions 1, 2 and 6: forward, backward with both discs, and what came of a batch rejected later. */
    @Test
    void aShortedCellLeadsToBothItsRunsAndARunToItsCells() {
        Thing lot = add(Kind.FOIL_LOT, 0, Map.of("supplier", "x"));
        Thing left = add(Kind.FOIL_PIECE, 0, Map.of("lot", lot.label()));
        Thing right = add(Kind.FOIL_PIECE, 0, Map.of("lot", lot.label()));
        Ref good = run("R1", 1);
        Ref bad = run("R2", 1);
        coat("R1", left.label(), 1);
        coat("R2", right.label(), 1);
        Thing both = cell(3, coupon(left, 2), coupon(right, 2));
        Thing clean = cell(3, coupon(left, 2), coupon(left, 2));
        Thing test = add(Kind.TEST, 4, Map.of("cell", both.label(), "protocol", "5/1"));

        var back = genealogy.trace(test.ref(), Direction.BACKWARD, Instant.MAX);
        assertThat(back.of(Kind.RUN)).containsExactlyInAnyOrder(good, bad);
        assertThat(back.of(Kind.COUPON)).hasSize(2);
        assertThat(back.of(Kind.FOIL_LOT)).containsExactly(lot.ref());

        judge("R2", Disposition.Act.REJECT, 5);
        assertThat(genealogy.trace(bad, Direction.FORWARD, Instant.MAX).of(Kind.CELL))
                .containsExactly(both.ref());
        assertThat(genealogy.standing(both.ref(), day(6)).effective()).isEqualTo(Disposition.REJECTED);
        assertThat(genealogy.standing(clean.ref(), day(6)).effective()).isEqualTo(Disposition.PENDING);
    }

    /** QA's questions 7 and 12: what is missing, and where every disc is. */
    @Test
    void everyDiscIsSomewhereAndWhatIsMissingIsListed() {
        Thing foil = foil(0);
        Thing used = coupon(foil, 1);
        Thing lost = coupon(foil, 1);
        Thing scrapped = coupon(foil, 1);
        Thing measured = coupon(foil, 1);
        coupon(foil, 1);
        Thing cell = cell(2, used);
        genealogy.lose(lost.label(), "dropped", "operator", day(2));
        judge(scrapped.label(), Disposition.Act.SCRAP, 2);
        Transactions.<Integer>durable(
                database,
                c -> Statements.change(
                        c,
                        "insert into characterisation (id, unit, entity_kind, entity_id, method, quantity,"
                                + " quantity_value, quantity_unit, measured_at, entered_at, entered_by)"
                                + " values ('c1', 'PVD-01', 'COUPON', ?, 'XPS', 'Ti', 1, '1', ?, ?, 'qa')",
                        measured.ref().id(),
                        day(2),
                        day(2)));
        assertThat(genealogy.balance(foil.ref(), day(3))).isEqualTo(new Balance(5, 1, 1, 1, 1, 1));
        run("R1", 1);
        Transactions.<Integer>durable(
                database, c -> Statements.change(c, "update run set ended_at = ? where id = 'R1'", day(2)));
        assertThat(genealogy.book().gaps(10)).isEqualTo(new Gaps(List.of("R1"), List.of(), List.of(cell.label())));
    }

    @Test
    void siblingsShareWhatWasAskedFor() {
        Thing lot = add(Kind.FOIL_LOT, 0, Map.of("supplier", "x"));
        genealogy.add(Kind.TARGET, "TI-77", Map.of("material", "Ti"), List.of(), "e", day(0), false);
        for (String run : List.of("R1", "R2", "R3")) {
            run(run, 1);
            Thing foil = add(Kind.FOIL_PIECE, 0, run.equals("R3") ? Map.of() : Map.of("lot", lot.label()));
            coat(run, foil.label(), 1);
            Transactions.<Integer>durable(
                    database,
                    c -> Statements.change(
                            c,
                            "insert into run_foil (run_id, foil_id, unit, slot) values (?, ?, 'PVD-01', ?)",
                            run,
                            foil.ref().id(),
                            run.equals("R2") ? "2" : "1"));
        }
        genealogy.join(EdgeKind.USED_TARGET, "TI-77", "R1", "", day(1), day(1));
        genealogy.join(EdgeKind.USED_TARGET, "TI-77", "R3", "", day(1), day(1));
        Ref one = new Ref(Kind.RUN, "R1");
        assertThat(ids(one, Likeness.TARGET)).containsExactly("R3");
        assertThat(ids(one, Likeness.FOIL_LOT)).containsExactly("R2");
        assertThat(ids(one, Likeness.SLOT)).containsExactly("R3");
        assertThat(ids(one, Likeness.RECIPE_VERSION)).containsExactly("R2", "R3");
        assertThat(ids(one, Likeness.OPERATOR)).containsExactly("R2", "R3");
        assertThat(ids(one, Likeness.GAS_BOTTLE)).isEmpty();
        assertThat(ids(one, Likeness.ALARM)).isEmpty();
    }

    private List<String> ids(Ref run, Likeness by) {
        return genealogy.siblings(run, by).stream().map(Ref::id).toList();
    }
}
