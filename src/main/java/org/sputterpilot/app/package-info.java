/** The assembly: plant files, links, cycle, historian and web edge put together, and the clock that drives them. */
package org.sputterpilot.app;
