package org.sputterpilot.preflight;

import java.util.Map;
import org.sputterpilot.interlocks.Spans.Span;
import org.sputterpilot.interlocks.Spans.Tether;
import org.sputterpilot.signals.TagId;

/**
 * What a tool shows while nothing is wrong with it, as {@code equipment/healthy.yaml} states it: the assumptions of the
 * static proof. Numbers are in base units.
 *
 * @param margins the single numbers by name
 * @param travel seconds from a command to the last of its switches
 * @param shows readings that no recipe moves
 * @param loads readings that a load moves
 * @param tethers readings that follow another one
 */
public record HealthyPlant(
        Map<Margin, Double> margins,
        Map<TagId, Double> travel,
        Map<TagId, Span> shows,
        Map<TagId, Load> loads,
        Map<TagId, Following> tethers) {
    public HealthyPlant {
        margins = Map.copyOf(margins);
        travel = Map.copyOf(travel);
        shows = Map.copyOf(shows);
        loads = Map.copyOf(loads);
        tethers = Map.copyOf(tethers);
    }

    /** The single numbers, each a key of the file. */
    public enum Margin {
        /** Added to everything a recipe waits for, s. */
        LAG,
        /** Of a set point's step before it has settled, relative. */
        OVERSHOOT,
        /** Flows and pressure have arrived, s. */
        SETTLED_AFTER,
        /** Target and walls have, s. */
        STEADY_AFTER,
        /** From shutting V-ROUGH to V-HV open, s. */
        HANDOVER_TIME,
        /** Rise of the pressure meanwhile, Pa. */
        HANDOVER_RISE,
        /** V-HV open until the foreline has swallowed the burst, s. */
        BURST_OVER,
        /** Turbo speed meanwhile, at least, relative. */
        BURST_TURBO,
        /** Shutter open until the estimate rests on an instrument, s. */
        FILM_KNOWN_AFTER,
        /** What PumpDown waits for a valve to reach its seat, s. */
        SEAT_WAIT,
        /** Voltage of the supply with no plasma, V. */
        OPEN_CIRCUIT,
        /** Voltage and current of the model against the tool's, relative. */
        DISCHARGE,
        /** Oxygen flow over the flow at which the target poisons, above which it stays poisoned. */
        GUARD,
        /** Factor by which the wide-range gauge may be off. */
        WIDE_GAUGE
    }

    /**
     * A reading that a load moves.
     *
     * @param rest without the load
     * @param rises with it
     * @param of what loads it
     * @param at how much of that
     */
    public record Load(Span rest, double rises, TagId of, double at) {
        /** What the reading can be while the load is anything from nothing to its highest. */
        Span under(double highest) {
            double by = rises * highest / at;
            return Span.of(rest.low() + Math.min(0, by), rest.high() + Math.max(0, by));
        }
    }

    /** A reading that follows another one. */
    public record Following(TagId to, Tether tether) {}

    double margin(Margin margin) {
        return margins.get(margin);
    }

    double travel(TagId command) {
        Double seconds = travel.get(command);
        if (seconds == null) {
            throw new IllegalArgumentException("nobody says how long " + command + " takes");
        }
        return seconds;
    }
}
