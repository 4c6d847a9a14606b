package org.sputterpilot.interlocks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;

/**
 * What is forbidden in one turn, and why.
 *
 * <p>Immutable; most turns say the same as the turn before and share its parts.
 */
public final class Verdict {
    /** First-out after a start: every effect is tripped until a person has reset it. */
    public static final String RESTART = "RESTART";
    /** First-out when the interlock engine itself failed. */
    public static final String FAULT = "INTERLOCK_FAULT";

    private final List<CauseView> causes;
    private final List<EffectView> effects;
    private final List<String> firstOut;
    private final List<String> resetBlockedBy;
    private final List<SequenceEvent> events;
    private final List<Bypass> bypasses;
    private final List<String> bypassed;
    private final List<String> inhibited;
    private final Optional<Incident> incident;
    private final List<String> trippedEffects;
    private final Map<TagId, Double> forced;
    private final Set<TagId> withheld;
    private final Optional<Effect.Drive> plcReset;
    private final boolean hold;
    private final boolean abort;
    private final boolean judged;

    Verdict(
            List<CauseView> causes,
            List<EffectView> effects,
            List<String> firstOut,
            List<String> resetBlockedBy,
            List<SequenceEvent> events,
            Optional<Effect.Drive> plcReset,
            List<Bypass> bypasses,
            Optional<Incident> incident) {
        this(causes, effects, firstOut, resetBlockedBy, events, plcReset, bypasses, incident, true);
    }

    private Verdict(
            List<CauseView> causes,
            List<EffectView> effects,
            List<String> firstOut,
            List<String> resetBlockedBy,
            List<SequenceEvent> events,
            Optional<Effect.Drive> plcReset,
            List<Bypass> bypasses,
            Optional<Incident> incident,
            boolean judged) {
        this.judged = judged;
        this.bypasses = List.copyOf(bypasses);
        this.incident = incident;
        this.causes = List.copyOf(causes);
        this.bypassed = ids(CauseView::bypassed);
        this.inhibited = ids(CauseView::inhibited);
        this.effects = List.copyOf(effects);
        this.firstOut = List.copyOf(firstOut);
        this.resetBlockedBy = List.copyOf(resetBlockedBy);
        this.events = List.copyOf(events);
        this.plcReset = plcReset;
        List<Effect> tripped = new ArrayList<>();
        List<Effect> driving = new ArrayList<>();
        Set<TagId> refused = new TreeSet<>();
        for (EffectView view : this.effects) {
            if (view.state().isTripped()) {
                tripped.add(view.effect());
                if (view.driving()) {
                    driving.add(view.effect());
                } else {
                    view.effect().drives().forEach(drive -> refused.add(drive.tag()));
                }
            }
        }
        this.trippedEffects = tripped.stream().map(Effect::id).toList();
        this.hold = tripped.stream().anyMatch(effect -> effect.asks().equals(Optional.of(Effect.Ask.HOLD)));
        this.abort = tripped.stream().anyMatch(effect -> effect.asks().equals(Optional.of(Effect.Ask.ABORT)));
        driving.sort(Comparator.comparingInt(Effect::order));
        Map<TagId, Double> held = new LinkedHashMap<>();
        for (Effect effect : driving) {
            for (Effect.Drive drive : effect.drives()) {
                held.putIfAbsent(drive.tag(), drive.value());
            }
        }
        this.forced = held;
        this.withheld = refused;
    }

    private Verdict(Verdict same, List<SequenceEvent> events, Optional<Effect.Drive> plcReset) {
        bypasses = same.bypasses;
        bypassed = same.bypassed;
        inhibited = same.inhibited;
        incident = same.incident;
        causes = same.causes;
        effects = same.effects;
        firstOut = same.firstOut;
        resetBlockedBy = same.resetBlockedBy;
        trippedEffects = same.trippedEffects;
        forced = same.forced;
        withheld = same.withheld;
        hold = same.hold;
        abort = same.abort;
        judged = same.judged;
        this.events = List.copyOf(events);
        this.plcReset = plcReset;
    }

    private List<String> ids(Predicate<CauseView> which) {
        return causes.stream().filter(which).map(CauseView::id).toList();
    }

    /** The same verdict in a later turn. */
    Verdict again(List<SequenceEvent> newEvents, Optional<Effect.Drive> pulse) {
        return new Verdict(this, newEvents, pulse);
    }

    /** Every effect tripped and the run asked to abort: the answer when the engine itself failed. */
    public static Verdict everythingForbidden(Matrix matrix, TagTable tags, String why) {
        return everythingForbidden(matrix, why, List.of());
    }

    static Verdict everythingForbidden(Matrix matrix, String why, List<SequenceEvent> events) {
        List<CauseView> causes = new ArrayList<>();
        for (Cause cause : matrix.causes()) {
            causes.add(new CauseView(
                    cause,
                    Truth.UNKNOWN,
                    true,
                    false,
                    true,
                    false,
                    false,
                    false,
                    true,
                    false,
                    false,
                    false,
                    Instant.EPOCH));
        }
        List<EffectView> effects = new ArrayList<>();
        for (Effect effect : matrix.effects()) {
            effects.add(new EffectView(
                    effect, EffectState.TRIPPED, !effect.asFound(), List.of(FAULT), false, true, Instant.EPOCH));
        }
        return new Verdict(
                causes,
                effects,
                List.of(FAULT),
                List.of(FAULT + ": " + why),
                events,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false);
    }

    /**
     * What the plant gets of what was demanded: values held by tripped effects first, in the order in which they must
     * act, then every other demand as it was. A demand that a tripped effect refuses without driving its output is left
     * out: that output follows its idle rule. A turn that nobody could judge is not vouched for: should it last, the
     * plant's own watchdog acts.
     */
    public Commands limit(Demands demands) {
        if (forced.isEmpty() && withheld.isEmpty() && plcReset.isEmpty()) {
            return Commands.of(demands);
        }
        Map<TagId, Double> granted = new LinkedHashMap<>(forced);
        demands.values().forEach((tag, value) -> {
            if (!withheld.contains(tag)) {
                granted.putIfAbsent(tag, value);
            }
        });
        plcReset.ifPresent(pulse -> granted.put(pulse.tag(), pulse.value()));
        return new Commands(granted, List.copyOf(forced.keySet()), judged);
    }

    public boolean asksHold() {
        return hold;
    }

    public boolean asksAbort() {
        return abort;
    }

    /** Every cause, in the order of the matrix. */
    public List<CauseView> causes() {
        return causes;
    }

    /** Every effect, in the order of the matrix. */
    public List<EffectView> effects() {
        return effects;
    }

    /** The causes that began the present trip (or hold); kept until reset. */
    public List<String> firstOut() {
        return firstOut;
    }

    /** Bypasses that are asked for or active, then the last ones that are over. */
    public List<Bypass> bypasses() {
        return bypasses;
    }

    /** Causes that are out of service now, in the order of the matrix. */
    public List<String> bypassed() {
        return bypassed;
    }

    /** Causes that are out of service and not among those somebody puts up with. */
    public List<String> bypassedBeyond(List<String> tolerated) {
        return bypassed.stream().filter(cause -> !tolerated.contains(cause)).toList();
    }

    /** Causes that would act now, were they not bypassed, in the order of the matrix. */
    public List<String> inhibited() {
        return inhibited;
    }

    /** The trip or hold that stands, explained; or the last one. */
    public Optional<Incident> incident() {
        return incident;
    }

    /** What happened in this turn. */
    public List<SequenceEvent> events() {
        return events;
    }

    /** Ids of the effects that hold their outputs, in the order of the matrix. */
    public List<String> trippedEffects() {
        return trippedEffects;
    }

    /** Whether something is tripped that a reset would release. */
    public boolean resettable() {
        return !trippedEffects.isEmpty() && resetBlockedBy.isEmpty();
    }

    /** Causes for which a reset would be refused now. */
    public List<String> resetBlockedBy() {
        return resetBlockedBy;
    }
}
