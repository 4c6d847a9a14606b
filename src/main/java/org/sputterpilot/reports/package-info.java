/** What leaves the program on paper. */
package org.sputterpilot.reports;
