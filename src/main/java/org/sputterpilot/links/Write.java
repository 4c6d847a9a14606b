package org.sputterpilot.links;

import org.sputterpilot.signals.TagId;

/** One value to write: base units, finite, inside the tag's range (checked by the actuators and again by the link). */
public record Write(TagId tag, double value) {}
