package org.sputterpilot.celltests;

import java.util.List;

/** Takes the records of a file one by one, so that a file of any length passes through a small memory. */
public interface RecordSink {
    /** A table begins; most files hold one. */
    void table(String name, List<Column> columns);

    /**
     * The next record of the table.
     *
     * @param values one a column, in the unit of its quantity; NaN where the file says nothing; valid during the call
     * @param status what the tester was doing, empty when the file does not say
     * @param timestamp the clock's text as found, empty when there is none
     */
    void record(double[] values, String status, String timestamp);
}
