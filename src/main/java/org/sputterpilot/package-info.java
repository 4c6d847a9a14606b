/** Sputterpilot, a magnetron sputtering process controller. */
package org.sputterpilot;
