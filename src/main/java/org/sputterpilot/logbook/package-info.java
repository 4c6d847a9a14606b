/** What was not as it should have been, and what people did about it. */
package org.sputterpilot.logbook;
