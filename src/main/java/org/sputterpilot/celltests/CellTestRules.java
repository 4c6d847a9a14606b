package org.sputterpilot.celltests;

import java.util.List;

/**
 * What a plant says about cell tests.
 *
 * @param names how the lab calls its testers' files
 * @param literature lives others have published
 */
public record CellTestRules(FileNames names, List<LiteratureLife> literature) {
    public CellTestRules {
        literature = List.copyOf(literature);
    }
}
