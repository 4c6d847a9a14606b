package org.sputterpilot.hmi.wire;

/**
 * Work on the tool, to be written down.
 *
 * @param kind TARGET_CHANGE, SHIELD_CHANGE, WET_CLEAN, HOLDER_CHANGE, LONG_VENT or CRYSTAL_CHANGE
 * @param asset what was worked on
 * @param oldSerial what came out
 * @param newSerial what went in
 * @param erodedPercent how far a target that was used before is worn; 0 when it is new
 */
public record ToolWorkOrder(
        String kind,
        String asset,
        String oldSerial,
        String newSerial,
        Double erodedPercent,
        String comment,
        SignaturePart signature) {}
