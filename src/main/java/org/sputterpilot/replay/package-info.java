/**
 * What was told to the engine of a unit, turn by turn and to the bit, and whether the engine would decide the same
 * again. Uses the pure rooms and the JDK.
 */
package org.sputterpilot.replay;
