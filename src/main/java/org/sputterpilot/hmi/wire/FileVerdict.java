package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * What became of a file that was handed in, or would become of it.
 *
 * @param id SHA-256 of its bytes
 * @param known whether these bytes were here before
 * @param state how far it has been read; {@code LOOKED_AT} when nothing was kept
 * @param records how many; 0 when it was not read
 * @param place file and line of what is wrong
 * @param test it belongs, or would belong to
 * @param waits why it belongs to none
 */
public record FileVerdict(
        String id,
        String name,
        boolean known,
        String state,
        String format,
        long records,
        long cycles,
        String place,
        String reason,
        String test,
        String waits,
        List<FileWarning> warnings) {}
