package org.sputterpilot.replay;

import java.time.Instant;

/**
 * What an engine was put together from, beside its plant files: the first line of an input log.
 *
 * @param unit the unit's name
 * @param startedAt when the process began, by the wall
 * @param plantHash fingerprint of the plant files, which are kept beside the log
 * @param program version of the program
 * @param java the platform that computed
 * @param unknownTool whether the film model began as that of an unknown tool
 * @param erodedAtoms what the target had lost
 * @param writes whether anything may be written to the field
 */
public record SessionHead(
        String unit,
        Instant startedAt,
        String plantHash,
        String program,
        String java,
        boolean unknownTool,
        double erodedAtoms,
        boolean writes) {}
