/** Where accounts are kept. */
package org.sputterpilot.security.db;
