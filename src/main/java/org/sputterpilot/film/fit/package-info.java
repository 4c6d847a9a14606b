/** What commissioning runs teach about the tool: least squares against the model, held by priors. */
package org.sputterpilot.film.fit;
