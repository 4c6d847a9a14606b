/**
 * The golden run: what earlier good runs of the same recipe looked like, phase by phase, and how far the run that is on
 * strays from it. It asks nobody for anything and stops nothing; it says so.
 */
package org.sputterpilot.golden;
