package org.sputterpilot.hmi;

import org.sputterpilot.hmi.wire.ShadowPage;

/** The counter at which the controller's will is held against the plant. */
public interface ShadowDesk {
    /** The last turn, compared. */
    ShadowPage page();
}
