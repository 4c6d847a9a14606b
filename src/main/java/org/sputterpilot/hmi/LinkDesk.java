package org.sputterpilot.hmi;

import java.util.List;
import org.sputterpilot.hmi.wire.BindingRow;
import org.sputterpilot.hmi.wire.LinkRow;
import org.sputterpilot.hmi.wire.PlaceRow;
import org.sputterpilot.hmi.wire.TagMapText;

/** The links to the field and what lies behind them, as the web room sees them. */
public interface LinkDesk {
    /** Every link. */
    List<LinkRow> links();

    /**
     * The places right below one, or at the top when it is empty.
     *
     * @throws Refusal when there is no such link, its device cannot say what it has, or does not answer
     */
    List<PlaceRow> below(String link, String place);

    /** Places with a value whose name or address contains these words; refused like {@link #below}. */
    List<PlaceRow> find(String link, String words);

    /** Every tag of a link held against what its device says. */
    List<BindingRow> bindings(String link);

    /** A tag file for these places, with the units and ranges the device names. */
    TagMapText tagMap(String link, List<String> places);
}
