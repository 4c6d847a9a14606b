package org.sputterpilot.historian;

/**
 * How the journal is doing, for metrics and the alarms HISTORIAN_QUEUE_FULL and HISTORIAN_TROUBLE.
 *
 * @param accepted turns taken since the start
 * @param lost turns that found no room; each is part of a stored gap
 * @param queued turns waiting to be written
 * @param stored sequence number up to which everything survives a power cut
 * @param moved sequence number up to which events are in the database
 * @param trouble what is wrong with disk or database, empty when nothing is
 */
public record JournalHealth(long accepted, long lost, int queued, long stored, long moved, String trouble) {}
