/**
 * What an impedance spectrum says of a cell: the resistances of an equivalent circuit, and how well it explains them.
 */
package org.sputterpilot.celltests.impedance;
