package org.sputterpilot.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.FilmSoFar;
import org.sputterpilot.historian.CutOffRun;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRecord;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.RecipeReader;
import org.sputterpilot.recipes.Binding;
import org.sputterpilot.recipes.Continuation;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.Interruption;
import org.sputterpilot.recipes.LeakResult;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.Prompt;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.Question;
import org.sputterpilot.recipes.RecoveredRun;
import org.sputterpilot.recipes.RunComment;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.units.Pressure;
import org.sputterpilot.units.Thickness;

/**
 * What becomes of a run in which the controller died: read back from what it had written, so that it can be held where
 * it was. Whether it may go on is for a person to say, and for some runs nobody's to choose.
 */
final class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecoveredRun run;
    private final FilmSoFar film;
    private final RunRecorder.Before before;

    private Recovery(RecoveredRun run, FilmSoFar film, RunRecorder.Before before) {
        this.run = run;
        this.film = film;
        this.before = before;
    }

    /** The run as it can be held again. */
    RecoveredRun run() {
        return run;
    }

    /** Its film, with the doubt about what grew before the plant's watchdog shut the shutter. */
    FilmSoFar film() {
        return film;
    }

    /** Its record so far. */
    RunRecorder.Before before() {
        return before;
    }

    /**
     * Reads a run back; empty when its own record does not say enough, or when its recipe is no recipe by the present
     * rules. Then nobody can go on with it.
     *
     * @param speed seconds of plant time in one second when it died: the watchdog keeps wall time
     */
    static Optional<Recovery> of(CutOffRun cutOff, Plant plant, double speed) {
        try {
            return read(cutOff, plant, speed);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.errorf(
                    e, "The record of run %s cannot be read back", cutOff.row().id());
            return Optional.empty();
        }
    }

    private static Optional<Recovery> read(CutOffRun cutOff, Plant plant, double speed) throws JsonProcessingException {
        RunRow row = cutOff.row();
        JsonNode control = JSON.readTree(cutOff.controlJson());
        JsonNode progress = JSON.readTree(cutOff.progressJson());
        Faults faults = new Faults();
        JsonNode recipe = control.path("recipe");
        Optional<MasterRecipe> master = RecipeReader.parse(
                        recipe.path("id").asText(),
                        recipe.path("text").asText(),
                        recipe.path("id").asText(),
                        plant.limits(),
                        plant.tags(),
                        faults)
                .map(read -> read.as(recipe.path("version").asInt()));
        Optional<PhaseName> phase = PhaseName.of(row.phase()).filter(name -> name != PhaseName.NONE);
        if (master.isEmpty() || phase.isEmpty()) {
            LOG.errorf("Run %s cannot be held again: %s", row.id(), faults.sorted());
            return Optional.empty();
        }
        List<RunRecord.Phase> phases = new ArrayList<>();
        for (PhaseRow pass : cutOff.phases()) {
            phases.add(phase(pass, cutOff.at()));
        }
        boolean grew = phase.get() == PhaseName.DEPOSIT && row.state().equals(RunState.RUNNING.name());
        boolean unknown = (Double.isNaN(cutOff.thicknessNm()) || Double.isNaN(cutOff.sigmaNm()))
                && UncountedFilm.grew(cutOff.phases());
        double thicknessNm = unknown ? Double.NaN : known(cutOff.thicknessNm());
        List<Interruption> layers = new ArrayList<>(interruptions(progress.path("interruptions")));
        if (grew) {
            layers.add(new Interruption(
                    cutOff.at(),
                    Thickness.ofNanometres(thicknessNm),
                    Duration.ZERO,
                    RunRow.CUT_OFF,
                    false,
                    Pressure.ofPascal(0),
                    false));
        }
        Duration lasted = Duration.between(row.startedAt(), cutOff.at());
        ControlRecipe recipeAsFrozen = control(row, control, master.get());
        Optional<String> uncounted =
                unknown ? Optional.of(uncounted(cutOff, recipeAsFrozen, plant, speed)) : Optional.empty();
        RecoveredRun run = new RecoveredRun(
                recipeAsFrozen,
                row.operator(),
                row.startedAt(),
                cutOff.at(),
                lasted,
                where(phase.get(), cutOff),
                leak(progress.path("leak")),
                phases.stream().flatMap(past -> past.report().stream()).toList(),
                layers,
                prompts(progress.path("prompts")),
                comments(progress.path("comments")),
                impossible(cutOff, plant, master.get()).or(() -> uncounted));
        RunRecorder.Before before = new RunRecorder.Before(
                row.id(),
                row.startedAt(),
                lasted,
                phases,
                lines(cutOff),
                texts(progress.path("trips")),
                row.holds(),
                cutOff.thicknessNm(),
                cutOff.sigmaNm());
        return Optional.of(new Recovery(run, film(cutOff, plant, grew, thicknessNm, speed), before));
    }

    /** What nobody has written down before film grew is none. */
    private static double known(double nm) {
        return Double.isNaN(nm) ? 0 : nm;
    }

    /** Nobody may grow more on a film nobody knows: only the most it can be is told. */
    private static String uncounted(CutOffRun cutOff, ControlRecipe recipe, Plant plant, double speed) {
        Thickness most = UncountedFilm.atMost(
                recipe.master(),
                recipe.target(),
                cutOff.phases(),
                cutOff.at(),
                recipe.foreseen().deposit(),
                Duration.ofMillis(Math.round(plant.limits().base("watchdog") * speed * 1e3)),
                FilmModel.commissioned(plant.tool()).lnRateSigma());
        return String.format(
                Locale.ROOT,
                "nobody knows how much film there is, at most %.1f nm: it goes on only in a new run, once it is"
                        + " measured or stated under a deviation",
                most.nanometres());
    }

    /** A run that waited under vacuum had been in another phase before it was parked. */
    private static PhaseName where(PhaseName shown, CutOffRun cutOff) {
        if (shown != PhaseName.PARK && !cutOff.row().state().equals(RunState.HELD.name())) {
            return shown;
        }
        PhaseName last = PhaseName.LOAD;
        for (PhaseRow pass : cutOff.phases()) {
            PhaseName name = PhaseName.of(pass.phase()).orElse(PhaseName.NONE);
            boolean waiting = name == PhaseName.PARK || name == PhaseName.RAMP_DOWN && last == PhaseName.DEPOSIT;
            if (!waiting && name != PhaseName.NONE) {
                last = name;
            }
        }
        return last;
    }

    private static Optional<String> impossible(CutOffRun cutOff, Plant plant, MasterRecipe master) {
        String state = cutOff.row().state();
        if (state.equals(RunState.STOPPING.name()) || state.equals(RunState.ABORTING.name())) {
            return Optional.of("it was already being " + (state.equals("STOPPING") ? "stopped" : "aborted"));
        }
        if (!plant.hash().equals(cutOff.row().plantHash())) {
            return Optional.of("the plant files are not those it was started with (tags, limits, matrix or recipes)");
        }
        return master.hash().equals(cutOff.row().recipeHash())
                ? Optional.empty()
                : Optional.of("its recipe is not the one it was started with");
    }

    /** What grew after the last record and before the watchdog acted nobody saw: it widens sigma. */
    private static FilmSoFar film(CutOffRun cutOff, Plant plant, boolean grew, double thicknessNm, double speed) {
        if (Double.isNaN(thicknessNm)) {
            return FilmSoFar.UNKNOWN;
        }
        double sigmaNm = known(cutOff.sigmaNm());
        double unseenNm = grew && cutOff.rateNmPerS() > 0
                ? cutOff.rateNmPerS() * plant.limits().base("watchdog") * speed
                : 0;
        return new FilmSoFar(
                thicknessNm,
                Math.hypot(sigmaNm, unseenNm / Math.sqrt(3)),
                Double.isNaN(cutOff.modelledNm()) ? thicknessNm : cutOff.modelledNm());
    }

    private static ControlRecipe control(RunRow row, JsonNode control, MasterRecipe master) {
        Map<String, String> bottles = new LinkedHashMap<>();
        control.path("gasBottles")
                .fields()
                .forEachRemaining(
                        one -> bottles.put(one.getKey(), one.getValue().asText()));
        List<Binding.Instrument> instruments = new ArrayList<>();
        control.path("instruments")
                .forEach(one -> instruments.add(new Binding.Instrument(
                        one.path("id").asText(), one.path("status").asText())));
        Binding bound = new Binding(
                control.path("target").asText(),
                bottles,
                control.path("calibration").asInt(),
                instruments,
                control.path("personPresent").asBoolean(),
                Optional.of(control.path("continues"))
                        .filter(JsonNode::isObject)
                        .map(Recovery::continues),
                texts(control.path("byHand")));
        JsonNode foreseen = control.path("foreseen");
        return new ControlRecipe(
                row.id(),
                master,
                master.hash(),
                load(control.path("load")),
                new Foreseen(seconds(foreseen.path("pumpDownS")), seconds(foreseen.path("depositS"))),
                control.path("attended").asBoolean(),
                control.path("production").asBoolean(),
                bound);
    }

    private static Continuation continues(JsonNode node) {
        return new Continuation(
                node.path("run").asText(),
                Thickness.ofNanometres(node.path("doneNm").asDouble()),
                Thickness.ofNanometres(node.path("sigmaNm").asDouble()),
                node.path("pass").asInt(),
                node.path("vacuumBroken").asBoolean(),
                node.path("deviation").asText());
    }

    private static Load load(JsonNode node) {
        List<Load.Item> items = new ArrayList<>();
        node.path("items")
                .forEach(item -> items.add(new Load.Item(
                        item.path("slot").asInt(),
                        item.path("item").asText(),
                        Load.Side.valueOf(item.path("side").asText()))));
        List<Load.Witness> witnesses = new ArrayList<>();
        node.path("witnesses")
                .forEach(one -> witnesses.add(new Load.Witness(
                        one.path("slot").asInt(), one.path("id").asText())));
        return new Load(node.path("holder").asText(), items, witnesses);
    }

    private static Optional<LeakResult> leak(JsonNode node) {
        return node.isObject()
                ? Optional.of(new LeakResult(
                        number(node.path("total")),
                        number(node.path("totalSigma")),
                        number(node.path("leak")),
                        number(node.path("leakSigma"))))
                : Optional.empty();
    }

    private static List<Interruption> interruptions(JsonNode nodes) {
        List<Interruption> all = new ArrayList<>();
        nodes.forEach(node -> all.add(new Interruption(
                moment(node.path("at")),
                Thickness.ofNanometres(number(node.path("thicknessNm"))),
                seconds(node.path("lastedS")),
                node.path("why").asText(),
                node.path("plasmaKept").asBoolean(),
                Pressure.ofPascal(node.path("highestPa").asDouble()),
                node.path("over").asBoolean())));
        return all;
    }

    private static List<Prompt> prompts(JsonNode nodes) {
        List<Prompt> all = new ArrayList<>();
        for (JsonNode node : nodes) {
            List<PromptAnswer> answers = new ArrayList<>();
            node.path("answers").forEach(answer -> answers.add(PromptAnswer.valueOf(answer.asText())));
            Optional<Prompt.Closing> closed = node.has("closedAt")
                    ? Optional.of(new Prompt.Closing(
                            moment(node.path("closedAt")),
                            Optional.of(node.path("answer"))
                                    .filter(JsonNode::isTextual)
                                    .map(answer -> PromptAnswer.valueOf(answer.asText())),
                            node.path("by").asText(),
                            node.path("comment").asText()))
                    : Optional.empty();
            all.add(new Prompt(
                    node.path("number").asInt(),
                    PhaseName.of(node.path("phase").asText()).orElse(PhaseName.NONE),
                    node.path("text").asText(),
                    node.path("detail").asText(),
                    new Question(
                            answers,
                            Optional.of(node.path("withinS"))
                                    .filter(JsonNode::isNumber)
                                    .map(Recovery::seconds)),
                    moment(node.path("askedAt")),
                    Duration.ZERO,
                    Prompt.State.valueOf(node.path("state").asText()),
                    closed));
        }
        return all;
    }

    private static List<RunComment> comments(JsonNode nodes) {
        List<RunComment> all = new ArrayList<>();
        nodes.forEach(node -> all.add(new RunComment(
                moment(node.path("at")),
                PhaseName.of(node.path("phase").asText()).orElse(PhaseName.NONE),
                node.path("by").asText(),
                node.path("text").asText())));
        return all;
    }

    private static RunRecord.Phase phase(PhaseRow pass, Instant cutOffAt) throws JsonProcessingException {
        JsonNode json = JSON.readTree(pass.reportJson() == null ? "{}" : pass.reportJson());
        Map<String, RunRecord.Actual> actual = new LinkedHashMap<>();
        json.path("actual").fields().forEachRemaining(one -> {
            JsonNode said = one.getValue();
            actual.put(
                    one.getKey(),
                    new RunRecord.Actual(
                            said.path("unit").asText(),
                            number(said.path("set")),
                            number(said.path("min")),
                            number(said.path("mean")),
                            number(said.path("max")),
                            number(said.path("last"))));
        });
        Instant until = pass.endedAt().orElse(cutOffAt);
        Duration lasted = pass.endedAt().isPresent()
                ? Duration.ofNanos(Math.round(pass.durationS() * 1e9))
                : Duration.between(pass.startedAt(), until);
        return new RunRecord.Phase(
                pass.phase(),
                pass.startedAt(),
                until,
                lasted,
                pass.endedAt().isPresent() ? pass.result() : PhaseReport.End.ABORTED.name(),
                actual,
                Optional.of(json.path("report"))
                        .filter(report -> report.has("end"))
                        .map(report -> report(pass, report, until, lasted)));
    }

    private static PhaseReport report(PhaseRow pass, JsonNode report, Instant until, Duration lasted) {
        List<PhaseReport.Criterion> criteria = new ArrayList<>();
        report.path("criteria")
                .forEach(one -> criteria.add(new PhaseReport.Criterion(
                        one.path("title").asText(),
                        one.path("asked").asText(),
                        one.path("found").asText(),
                        one.path("met").asBoolean())));
        return new PhaseReport(
                PhaseName.of(pass.phase()).orElse(PhaseName.NONE),
                pass.startedAt(),
                until,
                lasted,
                criteria,
                PhaseReport.End.valueOf(report.path("end").asText()),
                report.path("why").asText());
    }

    private static List<RunRecord.Line> lines(CutOffRun cutOff) {
        return cutOff.events().stream()
                .map(event -> new RunRecord.Line(
                        event.at(),
                        Duration.between(cutOff.row().startedAt(), event.at()),
                        event.phase(),
                        event.event()))
                .toList();
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> all = new ArrayList<>();
        nodes.forEach(node -> all.add(node.asText()));
        return all;
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    private static Instant moment(JsonNode node) {
        return Instant.parse(node.asText());
    }

    private static Duration seconds(JsonNode node) {
        return Duration.ofNanos(Math.round(node.asDouble() * 1e9));
    }
}
