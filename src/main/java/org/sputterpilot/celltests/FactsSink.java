package org.sputterpilot.celltests;

import java.util.ArrayList;
import java.util.List;

/** Counts the facts of every table of a file and keeps no record. */
public final class FactsSink implements RecordSink {
    private final List<TestFacts> tables = new ArrayList<>();

    @Override
    public void table(String name, List<Column> columns) {
        tables.add(new TestFacts(name, columns));
    }

    @Override
    public void record(double[] values, String status, String timestamp) {
        tables.get(tables.size() - 1).add(values, status, timestamp);
    }

    public List<TestFacts> tables() {
        return List.copyOf(tables);
    }
}
