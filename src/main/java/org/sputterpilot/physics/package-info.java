/**
 * What happens in the vessel, as formulas: sputter yields, discharge, oxygen balance, film growth, gas, crystal, heat.
 * Pure functions of their arguments; every uncertain number is an argument that comes from a plant file.
 */
package org.sputterpilot.physics;
