package org.sputterpilot.film;

/** What the live estimate rests on; the states of the tag {@code film.source}, in this order. */
enum FilmSource {
    /** Nothing grows, or nobody knows what does. */
    NONE,
    /** The rate model, corrected by the crystal. */
    MODEL_AND_CRYSTAL,
    /** The rate model alone: the crystal is dead, covered, or not yet believed. */
    MODEL,
    /** The crystal alone: an instrument that the model needs is silent. */
    CRYSTAL,
    /** Neither: the last good rate goes on, followed by power as far as it is known. */
    TIME_POWER
}
