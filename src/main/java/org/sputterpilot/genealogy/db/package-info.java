/** The genealogy in the database. */
package org.sputterpilot.genealogy.db;
