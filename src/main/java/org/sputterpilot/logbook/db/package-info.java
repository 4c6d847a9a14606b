/** The deviation book in the database. */
package org.sputterpilot.logbook.db;
