package org.sputterpilot.hmi.wire;

/**
 * How much room the history takes, and how long what is left will last.
 *
 * @param perDayBytes what a day adds, by the last thirty; {@code null} while nobody can know
 * @param daysLeft until the disk is full; {@code null} while nobody can know
 * @param bytesPerSample of a stored reading, with its times; {@code null} without one
 */
public record StorageState(
        long databaseBytes,
        long journalBytes,
        long freeBytes,
        long samples,
        Double bytesPerSample,
        Long perDayBytes,
        Double daysLeft) {}
