/**
 * May this recipe run here? The one room that sees a recipe and the interlocks at once: it proves from the files alone,
 * before anything runs, which causes a recipe must, may or cannot trip on a healthy plant.
 */
package org.sputterpilot.preflight;
