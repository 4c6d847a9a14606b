package org.sputterpilot.hmi.wire;

import java.util.List;

/** A thing with its parts and with everything that was said about it, oldest first. */
public record ThingPage(ThingRow thing, List<PartRow> parts, List<MarkRow> marks, List<String> allowed) {}
