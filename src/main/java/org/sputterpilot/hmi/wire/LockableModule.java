package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * An equipment module and what is written to it again once its last lock is off.
 *
 * @param lockable false for the module that carries the heartbeat
 * @param idle commands and their idle values in words; those that stay as found are not listed
 */
public record LockableModule(String module, String title, boolean lockable, List<String> idle) {}
