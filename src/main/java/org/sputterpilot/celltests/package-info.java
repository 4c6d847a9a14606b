/** What cells did on the testers: records, facts, metrics with their reasons for being undefined, and ends of life. */
package org.sputterpilot.celltests;
