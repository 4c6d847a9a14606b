package org.sputterpilot.golden;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * Compares the run that is on with the golden run, turn by turn: means of a step against the band of that step. It only
 * compares; envelopes are made elsewhere and handed in whole. One thread, the cycle's, except {@link #know}.
 *
 * <p>A pass through a phase is compared as long as the run runs. After a pause or a hold the time since the phase began
 * says nothing any more, and comparing goes on with the next pass.
 */
public final class GoldenWatch {
    private static final TagId THICKNESS = TagId.of("film.thickness");

    private final GoldenRules rules;
    private final TagTable tags;
    private final double step;
    private volatile Map<Alike, Envelope> known = Map.of();

    private volatile Standing standing = Standing.NONE;
    private final List<Excursion> changed = new ArrayList<>();
    private PhaseName phase = PhaseName.NONE;
    private Duration phaseBegan = Duration.ZERO;
    private boolean comparing;
    private boolean over;
    private boolean endedNow;
    private boolean gaveUp;
    private int at;
    private List<Lane> lanes = List.of();
    private Score.Worst worst = Score.Worst.NONE;
    private double filmMetres = Double.NaN;

    /** One tag on its way through a phase. */
    private final class Lane {
        private final TagId tag;
        private final int slot;
        private final Band band;
        private final Steps.Mean mean = new Steps.Mean();
        private final double[] recent = new double[rules.stepsToPersist()];
        private int filled;
        private int open = -1;
        /** Steps in a row outside the band, all on one side. */
        private int outside;

        private Lane(TagId tag, Band band) {
            this.tag = tag;
            this.band = band;
            slot = tags.slot(tag);
        }

        /** The least of the last steps when all lie on one side; 0 otherwise. */
        private double persistent() {
            double least = filled < recent.length ? 0 : Double.POSITIVE_INFINITY;
            for (int i = 0; i < filled; i++) {
                least = recent[i] * recent[0] > 0 ? Math.min(least, Math.abs(recent[i])) : 0;
            }
            return least;
        }

        /** A step is over. */
        private void closed(Tick tick) {
            double value = mean.isKnown(step) ? mean.mean() : Double.NaN;
            mean.clear();
            double off = band.off(at, value, rules.sigmas());
            if (Double.isNaN(off)) {
                filled = 0;
                outside = 0;
                over(tick);
                return;
            }
            boolean sameSide = filled > 0 && off * recent[(at - 1 + recent.length) % recent.length] > 0;
            outside = Math.abs(off) <= rules.sigmas() ? 0 : sameSide ? outside + 1 : 1;
            recent[at % recent.length] = off;
            filled = Math.min(recent.length, filled + 1);
            boolean gross = Math.abs(off) >= rules.atOnce();
            double persistent = gross ? Math.abs(off) : persistent();
            if (persistent > worst.sigmas()) {
                worst = new Score.Worst(persistent, Optional.of(tag), phase);
            }
            if (open >= 0) {
                goOn(off, value, tick);
            } else if (gross || outside >= recent.length) {
                begin(off, value, tick);
            }
        }

        private void begin(double off, double value, Tick tick) {
            open = standing.excursions().size();
            Duration since = seconds((at + 1 - outside) * step);
            Instant left = tick.at().minus(tick.elapsed().minus(phaseBegan).minus(since));
            put(new Excursion(
                    open + 1,
                    tag,
                    phase,
                    left,
                    since,
                    off,
                    value,
                    band.centre(at) - band.half(at),
                    band.centre(at) + band.half(at),
                    seconds(outside * step),
                    false));
            changed.add(standing.excursions().get(open));
        }

        private void goOn(double off, double value, Tick tick) {
            Excursion so = standing.excursions().get(open);
            boolean outside = off * so.sigmas() > 0 && Math.abs(off) > rules.sigmas();
            if (!outside) {
                over(tick);
                return;
            }
            boolean worse = Math.abs(off) > Math.abs(so.sigmas());
            put(new Excursion(
                    so.number(),
                    tag,
                    phase,
                    so.at(),
                    so.since(),
                    worse ? off : so.sigmas(),
                    worse ? value : so.value(),
                    worse ? band.centre(at) - band.half(at) : so.low(),
                    worse ? band.centre(at) + band.half(at) : so.high(),
                    seconds((at + 1) * step).minus(so.since()),
                    false));
        }

        private void over(Tick tick) {
            if (open < 0) {
                return;
            }
            Excursion so = standing.excursions().get(open);
            put(new Excursion(
                    so.number(),
                    tag,
                    so.phase(),
                    so.at(),
                    so.since(),
                    so.sigmas(),
                    so.value(),
                    so.low(),
                    so.high(),
                    so.lasted(),
                    true));
            changed.add(standing.excursions().get(open));
            open = -1;
        }

        private void put(Excursion excursion) {
            List<Excursion> all = new ArrayList<>(standing.excursions());
            if (open < all.size()) {
                all.set(open, excursion);
            } else {
                all.add(excursion);
            }
            standing = new Standing(standing.run(), standing.against(), all, standing.score());
        }
    }

    public GoldenWatch(GoldenRules rules, TagTable tags) {
        this.rules = rules;
        this.tags = tags;
        step = GoldenRules.seconds(rules.step());
    }

    /** The envelopes from now on; a run that is being compared keeps its own. From any thread. */
    public void know(Map<Alike, Envelope> envelopes) {
        known = Map.copyOf(envelopes);
    }

    /** Takes one turn; afterwards {@link #changed()} says what it brought. */
    public Standing see(ProcessImage image, RunStatus run, Tick tick) {
        changed.clear();
        endedNow = false;
        if (!run.exists()) {
            standing = Standing.NONE;
            leave(tick);
            return standing;
        }
        if (!run.runId().equals(standing.run())) {
            begin(run);
        }
        if (gaveUp) {
            return standing;
        }
        film(image);
        boolean anotherPass = run.phase() != phase || !run.phaseElapsed().equals(phaseBegan);
        if (anotherPass || run.isOver() || run.state() != RunState.RUNNING) {
            leave(tick);
        }
        if (run.isOver()) {
            end(run);
        } else if (anotherPass) {
            enter(run);
        }
        if (comparing) {
            compare(image, tick);
        }
        return standing;
    }

    /** How the run stands to the golden run, as of the last turn. From any thread. */
    public Standing standing() {
        return standing;
    }

    /** Whether the run came to its end in the last turn. */
    public boolean ended() {
        return endedNow;
    }

    /** Excursions that began or ended in the last turn. */
    public List<Excursion> changed() {
        return List.copyOf(changed);
    }

    /** Compares this run no more: whoever calls has seen a defect in here. The next run is compared again. */
    public void giveUp() {
        gaveUp = true;
        lanes = List.of();
        comparing = false;
        changed.clear();
    }

    private void begin(RunStatus run) {
        standing = new Standing(run.runId(), Optional.empty(), List.of(), Optional.empty());
        phase = PhaseName.NONE;
        phaseBegan = Duration.ZERO;
        lanes = List.of();
        comparing = false;
        over = false;
        gaveUp = false;
        worst = Score.Worst.NONE;
        filmMetres = Double.NaN;
    }

    private void film(ProcessImage image) {
        double now = image.tags().has(THICKNESS) ? image.number(THICKNESS) : Double.NaN;
        filmMetres = Double.isNaN(now) ? filmMetres : now;
    }

    /** A pass through a phase begins: what it will be compared with does not change before it is over. */
    private void enter(RunStatus run) {
        phase = run.phase();
        phaseBegan = run.phaseElapsed();
        at = 0;
        Optional<Envelope> golden = standing.against()
                .filter(Envelope::isUsable)
                .or(() -> run.recipe().map(recipe -> known.get(Alike.of(recipe))));
        if (!golden.equals(standing.against())) {
            standing = new Standing(standing.run(), golden, standing.excursions(), standing.score());
        }
        List<Lane> entered = new ArrayList<>();
        golden.map(Envelope::bands)
                .map(bands -> bands.getOrDefault(phase, Map.of()))
                .ifPresent(bands -> bands.forEach((tag, band) -> {
                    if (tags.has(tag)) {
                        entered.add(new Lane(tag, band));
                    }
                }));
        lanes = entered;
        comparing = run.state() == RunState.RUNNING && !lanes.isEmpty();
    }

    private void leave(Tick tick) {
        comparing = false;
        for (Lane lane : lanes) {
            lane.over(tick);
        }
        lanes = List.of();
    }

    private void compare(ProcessImage image, Tick tick) {
        double since = GoldenRules.seconds(tick.elapsed().minus(phaseBegan));
        int now = (int) (since / step + 1e-9);
        if (now > at) {
            for (Lane lane : lanes) {
                lane.closed(tick);
            }
            if (now > at + 1) { // turns were lost: what lies between is not known
                for (Lane lane : lanes) {
                    lane.filled = 0;
                    lane.outside = 0;
                }
            }
            at = now;
        }
        double seconds = GoldenRules.seconds(tick.dt());
        for (Lane lane : lanes) {
            lane.mean.add(image.number(lane.slot), seconds);
        }
    }

    private void end(RunStatus run) {
        if (over) {
            return;
        }
        over = true;
        endedNow = true;
        Optional<Envelope> golden = standing.against().filter(Envelope::isUsable);
        boolean scored = run.state() == RunState.COMPLETE
                && run.production()
                && run.recovered().isEmpty()
                && golden.isPresent();
        if (scored) {
            double off = filmMetres - run.target().metre() - golden.get().off().metre();
            double film = Math.abs(off) / golden.get().offSigma().metre();
            Score score = Score.of(rules.testFirst(), golden.get(), worst, Double.isNaN(film) ? 0 : film);
            standing = new Standing(standing.run(), golden, standing.excursions(), Optional.of(score));
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
