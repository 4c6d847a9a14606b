package org.sputterpilot.celltests.readers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.celltests.RecordSink;
import org.sputterpilot.celltests.UnreadableFileException;
import org.sputterpilot.celltests.Warning;

/** One file while it is being read: its name, where its records go, what was noticed. */
final class Reading {
    final String file;
    final RecordSink sink;
    final Map<String, String> notes = new LinkedHashMap<>();
    final List<Warning> warnings = new ArrayList<>();

    Reading(String file, RecordSink sink) {
        this.file = file;
        this.sink = sink;
    }

    void warn(int line, String code, String message) {
        warnings.add(new Warning(line, code, message));
    }

    UnreadableFileException refused(int line, String rule, String message) {
        return new UnreadableFileException(file, line, rule, message);
    }
}
