package org.sputterpilot.hmi.wire;

/** Another place in the queue, from 1. */
public record QueuePlace(Integer place) {}
