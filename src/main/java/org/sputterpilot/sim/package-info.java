/**
 * The virtual chamber: a sputter tool made of formulas, with its own parameters drawn from a seed, its own instruments
 * with their errors, and the duties of its PLC. It knows nothing of the controller that drives it.
 */
package org.sputterpilot.sim;
