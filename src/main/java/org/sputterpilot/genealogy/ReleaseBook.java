package org.sputterpilot.genealogy;

import java.util.List;

/** Where the steps to a release are kept. They are added and never changed; each survives a power cut. */
public interface ReleaseBook {
    void add(ReleaseStep step);

    /** All steps of one kind on one thing, oldest first. */
    List<ReleaseStep> of(ReleaseStep.Kind kind, Ref thing);
}
