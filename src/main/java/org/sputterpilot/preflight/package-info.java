/** What a recipe will do on this tool, and whether it may: looked at before anything moves. */
package org.sputterpilot.preflight;
