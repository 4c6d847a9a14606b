package org.sputterpilot.celltests;

/**
 * Something in a file that a person should know before believing it.
 *
 * @param line from 1; 0 when it is about the whole file
 * @param code short name, such as {@code LAST_RECORD_CUT}
 */
public record Warning(int line, String code, String message) {}
