package org.sputterpilot.plant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects every mistake of every file, so that a person can mend them in one go. */
public final class Faults {
    private final List<Fault> found = new ArrayList<>();

    public void add(Fault fault) {
        found.add(fault);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All of them, by file and line. */
    public List<Fault> sorted() {
        List<Fault> sorted = new ArrayList<>(found);
        Collections.sort(sorted);
        return Collections.unmodifiableList(sorted);
    }
}
