package org.sputterpilot.recipes;

import java.time.Duration;

/**
 * The pressure of a pump-down as {@code A + B / t}: what stays and what fades. Gauge and pump speed are only known by a
 * factor, so that the curve says how the gas load divides, and the rate of rise how large it is.
 *
 * @param constant A, Pa as the gauge reads it
 * @param fading B, Pa s as the gauge reads it
 * @param constantSigma sigma of A, Pa
 * @param samples how many readings it rests on
 * @param origin plant time at which roughing began: t counts from here
 */
public record PumpDownCurve(double constant, double fading, double constantSigma, int samples, Duration origin) {}
