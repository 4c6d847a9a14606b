package org.sputterpilot.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.sputterpilot.celltests.TestAnalysis;
import org.sputterpilot.celltests.statistics.Arm;
import org.sputterpilot.celltests.statistics.Capability;
import org.sputterpilot.celltests.statistics.IndividualsChart;
import org.sputterpilot.celltests.statistics.LifeDrivers;
import org.sputterpilot.celltests.statistics.Lifetime;
import org.sputterpilot.celltests.statistics.LogRank;
import org.sputterpilot.celltests.statistics.NelsonRule;
import org.sputterpilot.celltests.statistics.Survival;
import org.sputterpilot.celltests.statistics.UnlikeProtocolsException;
import org.sputterpilot.celltests.statistics.Weibull;
import org.sputterpilot.celltests.statistics.Welch;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.hmi.GenealogyDesk;
import org.sputterpilot.hmi.RecipeDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.StatisticsDesk;
import org.sputterpilot.hmi.wire.ComparisonPage;
import org.sputterpilot.hmi.wire.DriversPage;
import org.sputterpilot.hmi.wire.SpcPage;
import org.sputterpilot.hmi.wire.SurvivalPage;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RunState;

/** Cells and runs of the unit in the control room, asked together. */
final class CellStatistics implements StatisticsDesk {
    private static final long SEED = 20_250_714;
    private static final double B10 = 0.1;
    private static final int MOST_RUNS = 2000;

    private final ControlRoom room;
    private final GenealogyDesk genealogy;
    private final RecipeDesk recipes;
    private final Clock clock;

    CellStatistics(ControlRoom room, GenealogyDesk genealogy, RecipeDesk recipes, Clock clock) {
        this.room = room;
        this.genealogy = genealogy;
        this.recipes = recipes;
        this.clock = clock;
    }

    private Records records() {
        return room.running().records();
    }

    private TestedCells cells(Asked asked) {
        return TestedCells.of(genealogy.genealogy(), records().tests(), asked, clock.instant());
    }

    private List<TestedCells.Life> lives(TestedCells cells, Asked asked) {
        return cells.like(asked).stream()
                .flatMap(one -> cells
                        .life(
                                one,
                                records().tests().typed(),
                                records().linking().book())
                        .stream())
                .toList();
    }

    // ---------------------------------------------------------------- lives

    @Override
    public SurvivalPage survival(Asked asked) {
        TestedCells cells = cells(asked);
        Map<String, List<TestedCells.Life>> groups =
                TestedCells.grouped(lives(cells, asked), life -> life.of().group());
        Map<String, Arm> arms = new LinkedHashMap<>();
        groups.forEach((name, lives) -> arms.put(name, arm(name, lives, asked.pool())));
        if (!asked.pool() && arms.size() > 1) {
            refuseUnlike(groups);
        }
        double shortest = arms.values().stream()
                .mapToDouble(arm ->
                        arm.lives().stream().mapToDouble(Lifetime::hours).max().orElse(0))
                .filter(hours -> hours > 0)
                .min()
                .orElse(Double.NaN);
        List<SurvivalPage.Arm> shown = new ArrayList<>();
        arms.forEach((name, arm) -> shown.add(shown(arm, groups.get(name), shortest)));
        return new SurvivalPage(
                asked.by(),
                asked.cellType(),
                cells.demonstration(),
                shown,
                literature(asked),
                arms.size() < 2 ? null : compared(new ArrayList<>(arms.values())),
                cells.leftOut(),
                cells.protocols());
    }

    private static Arm arm(String name, List<TestedCells.Life> lives, boolean pool) {
        try {
            return Arm.of(
                    name,
                    lives.stream()
                            .map(life -> new Arm.Tested(life.lifetime(), life.protocol()))
                            .toList(),
                    pool);
        } catch (UnlikeProtocolsException unlike) {
            throw refused(unlike.getMessage(), unlike.differences());
        }
    }

    /** Arms are only compared when their protocols are alike as well. */
    private static void refuseUnlike(Map<String, List<TestedCells.Life>> groups) {
        List<TestedCells.Life> firsts =
                groups.values().stream().map(lives -> lives.get(0)).toList();
        for (TestedCells.Life other : firsts) {
            List<String> differences = firsts.get(0).protocol().differences(other.protocol());
            if (!differences.isEmpty()) {
                throw refused(
                        "The arms were tested by unlike protocols (" + String.join("; ", differences)
                                + "); ask for one protocol, or for pooling.",
                        differences);
            }
        }
    }

    private static Refusal refused(String detail, List<String> differences) {
        return Refusal.conflict(
                detail,
                differences.stream()
                        .map(one -> new Violation("pool", "like-protocols", one))
                        .toList());
    }

    private static SurvivalPage.Arm shown(Arm arm, List<TestedCells.Life> lives, double untilH) {
        Survival survival = arm.survival();
        Weibull weibull = arm.lives().isEmpty() ? null : Weibull.fit(arm.lives());
        return new SurvivalPage.Arm(
                arm.name(),
                survival.cells(),
                survival.failures(),
                survival.cells() - survival.failures(),
                arm.deadOnArrival(),
                arm.pooled(),
                survival.steps().stream()
                        .map(step -> new SurvivalPage.Step(
                                step.hours(),
                                step.atRisk(),
                                step.failures(),
                                step.share(),
                                TestedCells.finite(step.low()),
                                TestedCells.finite(step.high())))
                        .toList(),
                number(survival.median()),
                arm.lives().isEmpty() ? null : TestedCells.finite(survival.restrictedMean(untilH)),
                weibull == null ? null : shown(weibull),
                lives.stream()
                        .map(life -> new SurvivalPage.Life(
                                life.of().cell(),
                                life.of().worked().test().label(),
                                life.lifetime().hours(),
                                life.lifetime().failed(),
                                life.verdict(),
                                life.rule(),
                                TestedCells.finite(life.of().worked().radiusMm())))
                        .sorted(Comparator.comparingDouble(SurvivalPage.Life::hours))
                        .toList());
    }

    private static SurvivalPage.Weibull shown(Weibull fit) {
        return new SurvivalPage.Weibull(
                fit.state().name(),
                TestedCells.finite(fit.shape()),
                TestedCells.finite(fit.shapeInterval().low()),
                TestedCells.finite(fit.shapeInterval().high()),
                TestedCells.finite(fit.scaleHours()),
                TestedCells.finite(fit.scaleInterval().low()),
                TestedCells.finite(fit.scaleInterval().high()),
                TestedCells.finite(fit.lifeOf(B10)));
    }

    private static Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static SurvivalPage.Comparison compared(List<Arm> arms) {
        // coated against bare: the first arm by name is the reference
        Arm reference = arms.get(0);
        Arm other = arms.get(arms.size() - 1);
        LogRank test = LogRank.of(other.lives(), reference.lives());
        return new SurvivalPage.Comparison(
                other.name(),
                reference.name(),
                TestedCells.finite(test.chiSquare()),
                TestedCells.finite(test.p()),
                test.events(),
                test.tooFewFailures(),
                number(other.medianRatio(reference)));
    }

    private List<SurvivalPage.Literature> literature(Asked asked) {
        return room.running().plant().cellTests().literature().stream()
                .filter(one -> one.cellType().equals(asked.cellType())
                        && (Double.isNaN(asked.currentMaCm2()) || one.currentMaCm2() == asked.currentMaCm2())
                        && (Double.isNaN(asked.capacityMahCm2()) || one.capacityMahCm2() == asked.capacityMahCm2()))
                .map(one -> new SurvivalPage.Literature(
                        one.arm(), one.source(), one.hours(), one.failed(), one.currentMaCm2(), one.capacityMahCm2()))
                .toList();
    }

    // ---------------------------------------------------------------- other numbers

    @Override
    public ComparisonPage compare(Asked asked, String quantity, String value) {
        TestedCells cells = cells(asked);
        List<TestedCells.One> like = cells.like(asked);
        if (!asked.pool()) {
            refuseUnlikeTests(like);
        }
        Map<String, List<ComparisonPage.One>> groups = new java.util.TreeMap<>();
        for (TestedCells.One one : like) {
            OptionalDouble number = TestAnalysis.number(one.worked().results(), quantity, value);
            if (number.isPresent()) {
                groups.computeIfAbsent(one.group(), name -> new ArrayList<>())
                        .add(new ComparisonPage.One(
                                one.cell(), one.worked().test().label(), number.getAsDouble()));
            } else {
                cells.leftOut().add(new SurvivalPage.LeftOut(one.cell(), "UNDEFINED"));
            }
        }
        List<ComparisonPage.Arm> arms = groups.entrySet().stream()
                .map(group -> arm(group.getKey(), group.getValue()))
                .toList();
        Optional<Welch> welch =
                arms.size() < 2 ? Optional.empty() : Welch.of(values(arms.get(arms.size() - 1)), values(arms.get(0)));
        return new ComparisonPage(
                quantity,
                value,
                asked.by(),
                cells.demonstration(),
                arms,
                welch.map(w -> new ComparisonPage.Welch(w.difference(), w.low(), w.high(), w.t(), w.degrees(), w.p()))
                        .orElse(null),
                cells.leftOut());
    }

    private static void refuseUnlikeTests(List<TestedCells.One> like) {
        List<String> protocols = like.stream()
                .map(one -> one.worked().specimen().currentMaCm2() + " mA/cm², "
                        + one.worked().specimen().capacityMahCm2() + " mAh/cm², electrolyte "
                        + one.worked().cell().facts().getOrDefault("electrolyteLot", "unknown"))
                .distinct()
                .toList();
        if (protocols.size() > 1) {
            throw refused(
                    "The cells were tested by unlike protocols (" + String.join("; ", protocols)
                            + "); ask for one protocol, or for pooling.",
                    protocols);
        }
    }

    private static double[] values(ComparisonPage.Arm arm) {
        return arm.values().stream().mapToDouble(ComparisonPage.One::value).toArray();
    }

    private static ComparisonPage.Arm arm(String name, List<ComparisonPage.One> values) {
        double[] numbers =
                values.stream().mapToDouble(ComparisonPage.One::value).sorted().toArray();
        double mean = Arrays.stream(numbers).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(numbers).map(v -> (v - mean) * (v - mean)).sum();
        int n = numbers.length;
        return new ComparisonPage.Arm(
                name,
                n,
                TestedCells.finite(mean),
                n < 2 ? null : TestedCells.finite(Math.sqrt(squares / (n - 1))),
                TestedCells.finite((numbers[(n - 1) / 2] + numbers[n / 2]) / 2),
                values);
    }

    // ---------------------------------------------------------------- what goes with life

    @Override
    public DriversPage drivers(Asked asked) {
        TestedCells cells = cells(asked);
        Map<String, RunRow> runs = records().history().runs(MOST_RUNS).stream()
                .collect(Collectors.toMap(RunRow::id, run -> run, (one, same) -> one));
        Map<String, List<TestedCells.Life>> coated = new LinkedHashMap<>();
        for (TestedCells.Life life : lives(cells, asked)) {
            // a cell of two runs tells nothing of either
            if (life.of().runs().size() == 1 && !life.lifetime().deadOnArrival()) {
                coated.computeIfAbsent(life.of().runs().get(0).id(), id -> new ArrayList<>())
                        .add(life);
            }
        }
        Map<String, Double> measured = measured();
        List<LifeDrivers.Batch> batches = new ArrayList<>();
        coated.forEach((id, lives) -> {
            if (runs.containsKey(id)) {
                batches.add(new LifeDrivers.Batch(
                        id,
                        variables(runs.get(id), measured),
                        lives.stream().map(TestedCells.Life::lifetime).toList()));
            }
        });
        LifeDrivers found = LifeDrivers.of(batches, SEED);
        return new DriversPage(
                cells.demonstration(),
                found.notEnough().orElse(null),
                found.batches(),
                found.failures(),
                found.variables().stream()
                        .map(one -> new DriversPage.Driver(
                                one.name(), one.hazardRatio(), one.p(), one.found(), one.together()))
                        .toList(),
                found.unvaried());
    }

    private static Map<String, Double> variables(RunRow run, Map<String, Double> measured) {
        Map<String, Double> variables = new HashMap<>();
        variables.put("film estimate, nm", run.thicknessNm());
        variables.put("film sigma, nm", run.sigmaNm());
        variables.put("target film, nm", run.targetNm());
        variables.put("duration, s", run.durationS());
        variables.put("trips", (double) run.trips());
        variables.put("holds", (double) run.holds());
        if (measured.containsKey(run.id())) {
            variables.put("measured film, nm", measured.get(run.id()));
        }
        variables.values().removeIf(value -> !Double.isFinite(value));
        return variables;
    }

    private Map<String, Double> measured() {
        return records().calibrations().measurements().stream()
                .collect(Collectors.groupingBy(
                        CalibrationBook.Measurement::run,
                        Collectors.averagingDouble(CalibrationBook.Measurement::thicknessNm)));
    }

    // ---------------------------------------------------------------- films in order

    @Override
    public SpcPage films(String recipe, boolean measuredOnly, int baseline, int limit, int demonstration) {
        List<RunRow> ended = records().history().runs(MOST_RUNS).stream()
                .filter(run -> run.state().equals(RunState.COMPLETE.name()) && run.production())
                .sorted(Comparator.comparing(RunRow::startedAt))
                .toList();
        boolean made = demonstration == 1
                || demonstration < 0 && !ended.isEmpty() && ended.stream().allMatch(RunRow::demonstration);
        Map<String, Double> measured = measured();
        String of = recipe.isEmpty()
                ? ended.isEmpty() ? "" : ended.get(ended.size() - 1).recipe()
                : recipe;
        List<RunRow> runs = ended.stream()
                .filter(run -> run.demonstration() == made && run.recipe().equals(of))
                .filter(run -> measuredOnly ? measured.containsKey(run.id()) : Double.isFinite(run.thicknessNm()))
                .toList();
        runs = runs.subList(Math.max(0, runs.size() - limit), runs.size());
        double[] values = runs.stream()
                .mapToDouble(run -> measuredOnly ? measured.get(run.id()) : run.thicknessNm())
                .toArray();
        Optional<IndividualsChart> chart =
                IndividualsChart.of(Arrays.copyOf(values, Math.min(baseline, values.length)));
        Map<Integer, List<Integer>> broken = new HashMap<>();
        chart.ifPresent(limits -> {
            for (NelsonRule rule : NelsonRule.values()) {
                rule.brokenAt(values, limits.centre(), limits.sigmaWithin())
                        .forEach(at -> broken.computeIfAbsent(at, i -> new ArrayList<>())
                                .add(rule.number()));
            }
        });
        List<SpcPage.Point> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            points.add(new SpcPage.Point(
                    runs.get(i).id(),
                    runs.get(i).startedAt(),
                    values[i],
                    i == 0 ? null : Math.abs(values[i] - values[i - 1]),
                    broken.getOrDefault(i, List.of()),
                    measured.containsKey(runs.get(i).id())));
        }
        double[] release = release(runs);
        Optional<Capability> capability =
                broken.isEmpty() ? Capability.of(values, release[0], release[1]) : Optional.empty();
        return new SpcPage(
                "film, nm",
                measuredOnly ? "measured" : "estimate",
                of,
                made,
                Math.min(baseline, values.length),
                chart.map(IndividualsChart::centre).orElse(null),
                chart.map(IndividualsChart::sigmaWithin).orElse(null),
                chart.map(IndividualsChart::lower).orElse(null),
                chart.map(IndividualsChart::upper).orElse(null),
                chart.map(IndividualsChart::upperRange).orElse(null),
                new SpcPage.Limits(TestedCells.finite(release[0]), TestedCells.finite(release[1])),
                broken.isEmpty(),
                points,
                capability
                        .map(c -> new SpcPage.Capability(
                                TestedCells.finite(c.cp()),
                                TestedCells.finite(c.cpk()),
                                TestedCells.finite(c.pp()),
                                TestedCells.finite(c.ppk()),
                                c.n(),
                                c.fewValues()))
                        .orElse(null));
    }

    /** Limits of the recipe the newest of these runs was frozen with. */
    private double[] release(List<RunRow> runs) {
        Optional<MasterRecipe> recipe = runs.isEmpty()
                ? Optional.empty()
                : recipes.frozen(
                        runs.get(runs.size() - 1).recipe(),
                        runs.get(runs.size() - 1).recipeVersion(),
                        runs.get(runs.size() - 1).recipeHash());
        return new double[] {
            recipe.map(r -> r.releaseLow().nanometres()).orElse(Double.NaN),
            recipe.map(r -> r.releaseHigh().nanometres()).orElse(Double.NaN)
        };
    }
}
