package org.sputterpilot.celltests;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where testers' files, their records and what follows from them are kept. What a call has written survives. */
public interface CellTestBook {
    /** The file with these bytes. */
    Optional<TestFile> file(String sha256);

    /** Files, newest first. */
    List<TestFile> files(Search search);

    /** Files that still have to be read, oldest first; those whose reading was cut off are among them. */
    List<String> unread();

    /**
     * Writes down that a file has arrived.
     *
     * @return false when these bytes are known already
     */
    boolean receive(TestFile file);

    /**
     * Moves a file that is not being read.
     *
     * @return false when its state refuses that, because somebody else was first for example
     */
    boolean move(String sha256, FileState.Act act);

    /**
     * Reads a file that has been taken: everything it says is written, or nothing and the reason.
     *
     * @param reading gives the records to a sink
     * @param progress is told how many records have passed
     */
    TestFile read(String sha256, Source reading, java.util.function.LongConsumer progress) throws IOException;

    /** Gives a file's records to a sink. */
    interface Source {
        ReadFile into(RecordSink sink) throws IOException, UnreadableFileException;
    }

    /** The half-cycles of a file, in order. */
    List<HalfCycle> halfCycles(String sha256);

    /** The cycles of a file by the tester's labels, in order. */
    List<LabelledCycle> cycles(String sha256);

    /**
     * The records of a file between two test times.
     *
     * @param most is the greatest number of records that is given; more are refused
     * @throws TooManyException when there are more
     */
    Records records(String sha256, double fromS, double toS, int most);

    /** Least and greatest of what lies between two test times, at most so many buckets. */
    Curve curve(String sha256, double fromS, double toS, int points);

    /** Which files. */
    record Search(Optional<String> test, boolean unlinkedOnly, int limit) {}

    /** A cycle by the tester's label; -1 when the file labels none. */
    record LabelledCycle(
            int part,
            long label,
            long records,
            double chargeAh,
            double dischargeAh,
            double integratedChargeAh,
            double integratedDischargeAh) {}

    /** More records than were asked for at most. */
    final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TooManyException(String message) {
            super(message, null, false, false);
        }
    }
}
