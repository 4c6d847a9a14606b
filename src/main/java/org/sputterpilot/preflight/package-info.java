/**
 * What a recipe will do on this tool, and whether it may: looked at before anything moves. The one room that sees a
 * recipe and the interlocks at once: it proves from the files alone which causes a recipe must, may or cannot trip.
 */
package org.sputterpilot.preflight;
