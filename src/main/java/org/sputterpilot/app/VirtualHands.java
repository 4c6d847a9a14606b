package org.sputterpilot.app;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ObjDoubleConsumer;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.recipes.AnswerPrompt;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Prompt;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.Question;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.TagId;

/**
 * The person at the virtual chamber's wheel and lever, where its throttle or shutter is MANUAL: reads the same
 * questions as anybody, moves the chamber itself, past the controller, and is as slow and as unsure as a person, drawn
 * from a seed. In a run without attendance they also press the keys; in an attended one the keys are somebody else's,
 * and the lever follows them.
 */
public final class VirtualHands {
    private static final String NAME = "virtual operator";
    private static final TagId MODE_SET = TagId.of("chamber.throttle.mode_set");
    private static final TagId POSITION_SET = TagId.of("chamber.throttle.position_set");
    private static final TagId SHUTTER = TagId.of("shutter.open");

    private static final double REACTION_S = 0.2;
    private static final double REACTION_SIGMA_S = 0.1;
    private static final double KEY_SIGMA_S = 0.1;
    /** How often somebody at a wheel looks up to the gauge and turns on. */
    private static final double GLANCE_S = 2;

    private static final double CARE = 0.6;
    private static final double CLUMSY = 0.002;
    private static final double SMALLEST_OPENING = 0.05;

    private final ByHand byHand;
    private final Inbox inbox;
    private final ObjDoubleConsumer<TagId> tool;
    private final SplittableRandom chance;
    private boolean away;
    private int seen;
    private int followed;
    private Duration moveAt = Duration.ZERO;
    private Duration keyAt = Duration.ZERO;
    private boolean opens;
    private boolean reaching;
    private boolean pressed;
    private double opening = Double.NaN; // as found: the first thing is to open it
    private double lever;
    private Duration glanced = Duration.ZERO;
    private Duration nearSince;
    private Reply reply = new Reply();

    /** @param tool what the hands move: a register of the chamber and its value in base units */
    VirtualHands(ByHand byHand, Inbox inbox, ObjDoubleConsumer<TagId> tool, long seed) {
        this.byHand = byHand;
        this.inbox = inbox;
        this.tool = tool;
        this.chance = new SplittableRandom(seed);
    }

    /** Nobody comes any more, whatever is asked. */
    public void leave() {
        away = true;
    }

    /** Looks at a turn and does what a person would do. */
    void look(CycleRecord turn) {
        if (away || byHand.modules().isEmpty()) {
            return;
        }
        openFully(turn.image());
        boolean keys = !turn.run().recipe().map(ControlRecipe::attended).orElse(true);
        Optional<Prompt> open = turn.run().openPrompt();
        open.ifPresent(prompt -> {
            if (prompt.question().watched().isPresent()) {
                turnWheel(turn, prompt, prompt.question().watched().get(), keys);
            } else if (prompt.question().zero().isPresent()) {
                pull(turn, prompt, keys);
            } else if (lever == 1) {
                shut(turn, prompt);
            } else if (keys && prompt.number() == seen && reply.isAnswered()) {
                press(turn, prompt, Duration.ZERO); // it is shut: until the switches say so as well
            }
        });
        if (!keys) {
            followKeys(turn);
        } else if (reaching && turn.tick().elapsed().compareTo(moveAt) >= 0) { // also after the key: a hand goes on
            reaching = false;
            lever(opens ? 1 : 0);
        }
    }

    /** In an attended run the lever moves when somebody else has pressed the key. */
    private void followKeys(CycleRecord turn) {
        turn.run().prompts().stream()
                .filter(prompt -> prompt.number() > followed
                        && prompt.state() == Prompt.State.ANSWERED
                        && prompt.question().zero().isPresent())
                .reduce((one, later) -> later)
                .ifPresent(prompt -> {
                    followed = prompt.number();
                    lever(1 - lever);
                });
    }

    /** A throttle that is to stand open needs no eye on a gauge. */
    private void openFully(ProcessImage image) {
        boolean asked = byHand.throttle().isPresent() && image.number(POSITION_SET) == 1 && image.number(MODE_SET) == 0;
        if (asked && opening != 1) {
            opening = 1;
            tool.accept(POSITION_SET, opening);
        }
    }

    private void turnWheel(CycleRecord turn, Prompt prompt, Question.Watched watched, boolean keys) {
        Duration now = turn.tick().elapsed();
        double shown = turn.image().number(watched.tag());
        double goal = (watched.low() + watched.high()) / 2;
        double width = (watched.high() - watched.low()) / 2;
        boolean near = Math.abs(shown - goal) <= width;
        nearSince = !near ? null : nearSince == null ? now : nearSince;
        if (seconds(now.minus(glanced)) >= GLANCE_S) {
            glanced = now;
            if (Math.abs(shown - goal) > width / 2 && shown > 0) {
                double turned = opening * Math.pow(shown / goal, CARE) * (1 + CLUMSY * gaussian());
                opening = Math.max(SMALLEST_OPENING, Math.min(1, turned));
                tool.accept(MODE_SET, 0);
                tool.accept(POSITION_SET, opening);
            }
        }
        boolean steady = nearSince != null
                && now.minus(nearSince)
                                .compareTo(byHand.throttle().orElseThrow().settle())
                        > 0;
        if (steady && keys && (prompt.number() != seen || reply.isAnswered())) {
            seen = prompt.number();
            press(turn, prompt, Duration.ZERO);
        }
    }

    private void pull(CycleRecord turn, Prompt prompt, boolean keys) {
        Duration now = turn.tick().elapsed();
        if (prompt.number() != seen) {
            seen = prompt.number();
            reaching = keys;
            pressed = !keys;
            opens = lever == 0;
            double hand = Math.max(0, REACTION_S + REACTION_SIGMA_S * gaussian());
            moveAt = prompt.askedElapsed()
                    .plus(prompt.question().zero().orElseThrow())
                    .plus(span(hand));
            keyAt = moveAt.plus(span(KEY_SIGMA_S * gaussian()));
        }
        if (!pressed && now.compareTo(keyAt) >= 0) {
            pressed = true;
            press(turn, prompt, now.minus(keyAt));
        }
    }

    /** Asked to shut what was left open. */
    private void shut(CycleRecord turn, Prompt prompt) {
        if (prompt.number() != seen) {
            seen = prompt.number();
            moveAt = turn.tick().elapsed().plus(span(GLANCE_S));
            reply = new Reply();
            reply.accept("");
        } else if (turn.tick().elapsed().compareTo(moveAt) >= 0) {
            lever(0);
        }
    }

    private void lever(double to) {
        lever = to;
        tool.accept(SHUTTER, to);
    }

    private void press(CycleRecord turn, Prompt prompt, Duration ago) {
        double scale = turn.image().communicationScale();
        Duration wall = Duration.ofNanos(Math.round(ago.toNanos() / scale));
        reply = new Reply();
        inbox.post(new AnswerPrompt(turn.run().runId(), prompt.number(), PromptAnswer.CONFIRM, NAME, "", wall, reply));
    }

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - chance.nextDouble())) * Math.cos(2 * Math.PI * chance.nextDouble());
    }

    private static Duration span(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static double seconds(Duration span) {
        return span.toNanos() / 1e9;
    }
}
