package org.sputterpilot.links;

import java.util.Collection;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.TagId;

/** Where a link puts what it hears; safe to call from any thread, never blocks, decides nothing. */
public interface ReadingSink {
    /** The field said something about a tag. Values are in base units. */
    void post(Reading reading);

    /**
     * These tags are as they were: a keep-alive of their subscription while the server's own time advances, or a poll
     * that returned what was known. A closed door never notifies, and is not stale.
     */
    void evidence(Collection<TagId> tags);

    /** A write could not be sent or was refused by the field. */
    void writeFailed(TagId tag, String why);
}
