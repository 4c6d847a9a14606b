package org.sputterpilot.recipes;

import java.time.Duration;

/**
 * How long the phases should take whose length the recipe does not say.
 *
 * @param pumpDown from air to base pressure
 * @param deposit shutter open until the target thickness
 */
public record Foreseen(Duration pumpDown, Duration deposit) {}
