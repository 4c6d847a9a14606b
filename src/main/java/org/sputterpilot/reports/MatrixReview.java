package org.sputterpilot.reports;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Permissive;
import org.sputterpilot.interlocks.alarms.AlarmDefinition;
import org.sputterpilot.signals.TagTable;

/**
 * What a safety review reads and signs: the very objects the engine runs, and who has signed them so far.
 *
 * @param unit the tool
 * @param plantHash SHA-256 over all plant files
 * @param files SHA-256 of each plant file by its name
 * @param tags every signal, for units
 * @param matrix causes and effects
 * @param permissives what must be true before something may begin
 * @param alarms what a person must respond to
 * @param limits what the site allows
 * @param signatures names under this matrix; empty when nobody can tell: the copy is signed by hand
 * @param printedAt when this copy was made
 */
public record MatrixReview(
        String unit,
        String plantHash,
        Map<String, String> files,
        TagTable tags,
        Matrix matrix,
        List<Permissive> permissives,
        List<AlarmDefinition> alarms,
        Limits limits,
        Optional<List<MatrixSignatures.Signed>> signatures,
        Instant printedAt) {
    public MatrixReview {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        permissives = List.copyOf(permissives);
        alarms = List.copyOf(alarms);
        signatures = signatures.map(List::copyOf);
    }
}
