/** Golden runs in the database. */
package org.sputterpilot.golden.db;
