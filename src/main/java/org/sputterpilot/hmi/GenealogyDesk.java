package org.sputterpilot.hmi;

import org.sputterpilot.genealogy.Genealogy;

/** The counter where the genealogy is asked and added to. */
public interface GenealogyDesk {
    /**
     * The genealogy as it is now: every run that has ended is in it and has been judged by the rules, and releases at
     * risk that came to their end are holds.
     */
    Genealogy genealogy();
}
