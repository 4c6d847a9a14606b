/** Measured surfaces: profiles across the edge of a film, read from instruments' files, and the step they hold. */
package org.sputterpilot.metrology;
