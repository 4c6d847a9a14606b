package org.sputterpilot.hmi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.sputterpilot.celltests.CellTestBook;
import org.sputterpilot.celltests.Linking;
import org.sputterpilot.celltests.ResultBook;
import org.sputterpilot.celltests.TestFile;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.hmi.wire.FileVerdict;
import org.sputterpilot.hmi.wire.TestCurve;
import org.sputterpilot.hmi.wire.TestCycle;
import org.sputterpilot.hmi.wire.TestResults;

/** The counter where testers' files are handed in and asked for. */
public interface CellTestDesk {
    CellTestBook book();

    Linking linking();

    Genealogy genealogy();

    /**
     * A file that has arrived.
     *
     * @param isNew false when these bytes were known
     */
    record Arrival(TestFile file, boolean isNew) {}

    /** Keeps the bytes of a file and writes its arrival down; it is not read yet. */
    Arrival arrive(Path bytes, String name, TestFile.Source source, String wantedTest, String by) throws IOException;

    /** Reads a file that has arrived, on the caller's thread, and links it where that is beyond doubt. */
    TestFile readNow(String sha256) throws IOException;

    /** Reads it as soon as there is time. */
    void readLater(String sha256);

    /** How many records have passed of a file that is being read. */
    OptionalLong progress(String sha256);

    /** Whether these bytes are a zip of files. */
    boolean isArchive(Path bytes) throws IOException;

    /** What would become of a file or of the files of a zip; nothing is kept. */
    List<FileVerdict> look(Path bytes, String name) throws IOException;

    /** Takes the files of a zip in; each is read as soon as there is time. */
    List<FileVerdict> unpack(Path bytes, String name, String by) throws IOException;

    /**
     * What follows from the files of a test, and what people typed in.
     *
     * @throws org.sputterpilot.genealogy.RefusedException when there is no such test
     */
    TestResults results(String test);

    /** The test as a plot, in at most so many stretches of time. */
    TestCurve curve(String test, double fromS, double toS, int points);

    /** The half-cycles of a test. */
    List<TestCycle> cycles(String test);

    /** Writes a number down that somebody typed in; answers its id. */
    String type(String test, ResultBook.Typed typed);

    ResultBook typedBook();
}
