package org.sputterpilot.historian.db;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunChange;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmMemory;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.signals.Quality;

/**
 * What is kept of one turn: one record of the journal.
 *
 * @param sequence its number in the journal; never used twice
 * @param tick number of the turn since the controller started
 * @param at when
 * @param runId the run, or empty
 * @param phase the phase, or empty
 * @param samples readings that changed enough
 * @param events what happened
 * @param gaps what could not be kept before this turn
 * @param runs rows and records of runs that changed
 * @param alarms moves of alarms, those of turns that found no room before this one included
 * @param standing alarms about which something has changed, as they stand now
 */
record Frame(
        long sequence,
        long tick,
        Instant at,
        String runId,
        String phase,
        List<Sample> samples,
        List<Event> events,
        List<Gap> gaps,
        List<RunUpdate> runs,
        List<AlarmChange> alarms,
        List<AlarmMemory> standing) {

    /**
     * One stored reading.
     *
     * @param slot the tag, by the list at the head of the segment
     * @param sourceNanos when the instrument measured it
     */
    record Sample(int slot, double value, Quality quality, long sourceNanos) {}

    /**
     * A change of a run, with its record in the form that is kept.
     *
     * @param load what lies on the holder, with the change that began the run
     * @param recordJson the batch record, empty while the run lives
     * @param foilMark why its foils may not be used before somebody has looked, or empty
     * @param controlJson the control recipe, with the change that began the run; empty otherwise
     * @param progressJson how far the run has come; empty when nobody said
     */
    record RunUpdate(
            RunRow row,
            Optional<Load> load,
            Optional<PhaseRow> phase,
            String recordJson,
            String foilMark,
            String controlJson,
            String progressJson) {
        RunUpdate with(RunRow other) {
            return new RunUpdate(other, load, phase, recordJson, foilMark, controlJson, progressJson);
        }

        RunUpdate with(String control, String progress) {
            return new RunUpdate(row, load, phase, recordJson, foilMark, control, progress);
        }

        RunUpdate marking(String why) {
            return new RunUpdate(row, load, phase, recordJson, why, controlJson, progressJson);
        }

        static RunUpdate of(RunChange change) {
            return new RunUpdate(
                    change.row(),
                    change.load(),
                    change.phase(),
                    change.finished().map(record -> record.json()).orElse(""),
                    change.foilMark(),
                    change.controlJson(),
                    change.progressJson());
        }
    }

    boolean isEmpty() {
        return samples.isEmpty() && events.isEmpty() && gaps.isEmpty() && runs.isEmpty() && bringsNoAlarm();
    }

    /** Whether no alarm has moved or changed. */
    boolean bringsNoAlarm() {
        return alarms.isEmpty() && standing.isEmpty();
    }
}
