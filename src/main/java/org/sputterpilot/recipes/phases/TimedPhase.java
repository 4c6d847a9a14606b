package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.FORE_OPEN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.Next;
import org.sputterpilot.recipes.Phase;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.Reason;
import org.sputterpilot.recipes.Reason.Consequence;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;
import org.sputterpilot.time.Timer;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Unit;

/** What all phases have in common: when they began, what they were asked, and how they say that they are done. */
abstract class TimedPhase implements Phase {
    private static final double PLASMA_CURRENT_A = 0.02;
    private static final double PLASMA_LOST_S = 2;

    private static final Duration WORDS_EVERY = Duration.ofSeconds(1);

    private final Dwell dark = new Dwell();

    protected final ControlRecipe recipe;
    protected final Findings findings;
    private final PhaseName name;
    private final List<PhaseReport.Criterion> criteria = new ArrayList<>();
    private Timer started;
    private Timer stepStarted;
    private Timer said;
    private Next next = Next.NOTHING;
    private Instant from = Instant.EPOCH;
    private String endAsked = "";
    private boolean confirmed;
    private Optional<HandThrottle> wheel = Optional.empty();
    private boolean asking;

    TimedPhase(PhaseName name, ControlRecipe recipe, Findings findings) {
        this.name = name;
        this.recipe = recipe;
        this.findings = findings;
    }

    @Override
    public final PhaseName name() {
        return name;
    }

    @Override
    public final Progress advance(ProcessImage image, Tick tick) {
        if (started == null) {
            started = Timer.started(tick);
            stepStarted = started;
            from = tick.at();
        }
        wheel.ifPresent(person -> person.look(image, tick));
        return step(image, tick);
    }

    /** One turn after the bookkeeping. */
    abstract Progress step(ProcessImage image, Tick tick);

    @Override
    public void confirm() {
        confirmed = true;
        wheel.filter(turned -> !turned.isSet()).ifPresent(HandThrottle::confirm);
    }

    @Override
    public Optional<String> objection(PromptAnswer answer) {
        return wheel.filter(turned -> !turned.isSet()).flatMap(HandThrottle::notYet);
    }

    // ---------------------------------------------------------------- a throttle turned by hand

    /** From now on a person turns the throttle to a pressure, if there is a person at it. */
    protected void turned(Optional<HandThrottle> person) {
        wheel = person;
    }

    /** Whether the program moves the throttle, or the person at it has said that it is set. */
    protected boolean isTurned() {
        return wheel.map(HandThrottle::isSet).orElse(true);
    }

    /** Whether the person at the throttle has not set it in time. */
    protected boolean isTurnedTooLate(Tick tick) {
        return wheel.filter(person -> person.isLate(tick)).isPresent();
    }

    /** Whether a person turns the throttle in this phase. */
    protected boolean isTurnedByHand() {
        return wheel.isPresent();
    }

    @Override
    public void end(String why) {
        endAsked = why;
    }

    /** Whether the start, or a person, has confirmed what the phase asks for. */
    protected boolean isConfirmed() {
        return confirmed || !recipe.attended();
    }

    protected boolean endAsked() {
        return !endAsked.isEmpty();
    }

    // ---------------------------------------------------------------- numbers and times

    /** A number of this phase in base units. */
    protected double value(String parameter) {
        return recipe.parameter(name, parameter);
    }

    /** Seconds since the phase began. */
    protected double seconds(Tick tick) {
        return started.seconds(tick);
    }

    /** Seconds since the present step of the phase began. */
    protected double stepSeconds(Tick tick) {
        return stepStarted.seconds(tick);
    }

    /** The next step of the phase begins. */
    protected void nextStep(Tick tick) {
        said = null;
        stepStarted = Timer.started(tick);
    }

    /** How long a command may take to be confirmed by its switch, with a second to spare, in seconds. */
    protected static double confirmSeconds(ProcessImage image, TagId command) {
        return image.stretched(image.tags().get(command).confirmWithin().plusSeconds(1))
                        .toNanos()
                / 1e9;
    }

    /** Whether the plasma has been out, or nobody could tell, for longer than an arc or a late reading lasts. */
    protected final boolean plasmaIsOut(ProcessImage image, Tick tick) {
        return dark.seconds(!(image.number(PlantTags.CURRENT) > PLASMA_CURRENT_A), tick) > PLASMA_LOST_S;
    }

    protected static boolean yes(ProcessImage image, TagId tag) {
        return image.is(tag).permits();
    }

    protected static boolean no(ProcessImage image, TagId tag) {
        return image.isState(tag, 0).permits();
    }

    // ---------------------------------------------------------------- answers

    /**
     * Going on. What is said about it is put into words once a second: nobody reads faster. A throttle that waits for a
     * hand is said first.
     */
    protected Progress running(Demands demands, Tick tick, Supplier<String> text, Supplier<String> detail) {
        boolean asks = !isTurned();
        if (said == null || asks != asking || said.reached(WORDS_EVERY, tick)) {
            said = Timer.started(tick);
            asking = asks;
            next = asks ? wheel.orElseThrow().next() : Next.wait(text.get(), detail.get());
        }
        return new Progress.Running(demands, next);
    }

    /** Notes one thing that was asked and what was found. */
    protected void note(String title, String asked, String found, boolean met) {
        criteria.add(new PhaseReport.Criterion(title, asked, found, met));
    }

    protected Progress done(Demands demands, Tick tick, String why, Findings learned) {
        PhaseReport report = endAsked()
                ? report(tick, PhaseReport.End.ENDED_BY_PERSON, why + "; ended by a person: " + endAsked)
                : report(tick, PhaseReport.End.DONE, why);
        return new Progress.Done(demands, report, learned);
    }

    protected Progress done(Demands demands, Tick tick, String why) {
        return done(demands, tick, why, findings);
    }

    protected Progress failed(Tick tick, String why, Consequence consequence) {
        return new Progress.Failed(new Reason(why, consequence), report(tick, PhaseReport.End.FAILED, why));
    }

    protected Progress held(Tick tick, String why) {
        return failed(tick, why, Consequence.HOLD);
    }

    @Override
    public PhaseReport interrupted(Tick tick, PhaseReport.End end, String why) {
        if (started == null) {
            started = Timer.started(tick);
            from = tick.at();
        }
        return report(tick, end, why);
    }

    private PhaseReport report(Tick tick, PhaseReport.End end, String why) {
        return new PhaseReport(name, from, tick.at(), started.elapsed(tick), criteria, end, why);
    }

    // ---------------------------------------------------------------- words

    /** A number in a unit with few digits: {@code 0.501 Pa}. */
    protected static String text(double base, String unit) {
        Unit known = Unit.of(unit).orElseThrow();
        double value = known.fromBase(base);
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        return new Measure(known.toBase(rounded(value)), known).toString();
    }

    private static double rounded(double value) {
        return value == 0
                ? 0
                : new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(4))
                        .doubleValue();
    }

    protected static String minutes(double seconds) {
        double left = Math.max(0, seconds);
        return left < 120 ? Math.round(left) + " s" : Math.round(left / 60) + " min";
    }

    /** The foreline is open to the turbo pump, as far as its switch says. */
    protected static Optional<String> forelineFault(ProcessImage image, double secondsAsked) {
        boolean late = secondsAsked > confirmSeconds(image, PlantTags.FORE);
        return late && !yes(image, FORE_OPEN) ? Optional.of("V-FORE did not open") : Optional.empty();
    }
}
