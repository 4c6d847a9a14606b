package org.sputterpilot.film;

/** What the film model of this tool is set to: rate, geometry and how well they are known. */
public record FilmModel() {}
