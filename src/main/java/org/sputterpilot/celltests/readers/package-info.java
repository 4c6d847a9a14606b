/** Readers of cyclers' and potentiostats' files, told apart by their content. */
package org.sputterpilot.celltests.readers;
