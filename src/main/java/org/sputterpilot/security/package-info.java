/** The words of authority: who may do what, who signed, what was done. */
package org.sputterpilot.security;
