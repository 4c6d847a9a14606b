package org.sputterpilot.recipes;

import java.time.Duration;

/**
 * Where the person at a shutter says it is.
 *
 * @param open open, or shut
 * @param elapsed plant time of their key
 */
public record ShutterSaid(boolean open, Duration elapsed) {}
