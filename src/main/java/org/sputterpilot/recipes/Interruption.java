package org.sputterpilot.recipes;

import java.time.Duration;
import java.time.Instant;
import org.sputterpilot.units.Pressure;
import org.sputterpilot.units.Thickness;

/**
 * A boundary between two layers of film: growth stopped here and went on later.
 *
 * @param at when the shutter was told to close
 * @param thickness film at that moment, estimate; NaN where nobody knows
 * @param lasted plant time until the shutter opened again, or until the run ended
 * @param why what stopped the growth
 * @param plasmaKept whether target and gas stayed as they were
 * @param highest the highest pressure the film has seen meanwhile
 * @param over whether the film grows on, or never will
 */
public record Interruption(
        Instant at,
        Thickness thickness,
        Duration lasted,
        String why,
        boolean plasmaKept,
        Pressure highest,
        boolean over) {}
