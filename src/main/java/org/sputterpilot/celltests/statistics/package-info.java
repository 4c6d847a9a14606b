/**
 * What many cells say together: lives with censoring, control charts, capability, comparisons, and which process
 * variable goes with a long life.
 */
package org.sputterpilot.celltests.statistics;
