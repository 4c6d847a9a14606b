package org.sputterpilot.interlocks;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/**
 * A proof test that was made by hand has been written down; the turn tells it in the log.
 *
 * @param failed whether the row, as found, did not act as it is written
 * @param reason what was done and measured, in words
 */
public record ProofTestRecorded(String cause, boolean failed, String by, String reason, Reply reply)
        implements Request {}
