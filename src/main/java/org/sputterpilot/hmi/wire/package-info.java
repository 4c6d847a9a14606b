/** The messages of the web edge, as they are written. A field's last word is its unit. */
package org.sputterpilot.hmi.wire;
