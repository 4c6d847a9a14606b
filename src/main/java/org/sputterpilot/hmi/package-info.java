/** The web edge: what people and scripts see of the unit and ask of it, over HTTP and one event stream. */
package org.sputterpilot.hmi;
