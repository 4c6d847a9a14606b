/** Logs that sputter tools have written before, or beside, this program: read by a mapping, their phases recovered. */
package org.sputterpilot.toollogs;
