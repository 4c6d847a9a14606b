/** Testers' files, their records and what follows from them in the database. */
package org.sputterpilot.celltests.db;
