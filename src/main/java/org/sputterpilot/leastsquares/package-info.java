/** Least squares for whoever fits a model to what was measured: one way to the library, one set of tolerances. */
package org.sputterpilot.leastsquares;
