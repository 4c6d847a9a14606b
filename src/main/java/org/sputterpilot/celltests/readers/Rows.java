package org.sputterpilot.celltests.readers;

import java.io.IOException;
import org.sputterpilot.celltests.UnreadableFileException;

/** Rows of cells, from text or from a workbook. */
interface Rows {
    /** The next row, or null at the end. */
    String[] next() throws IOException, UnreadableFileException;

    /** Line of the row just given, from 1. */
    int line();
}
