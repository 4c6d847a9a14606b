package org.sputterpilot.celltests;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.genealogy.Ref;

/** Where it is written which cell sat on which channel, and which file belongs to which test. */
public interface LinkBook {
    /** Mounts, newest first. */
    List<ChannelMount> mounts(int limit);

    Optional<ChannelMount> mount(String id);

    /** Mounts of a channel number, or of a cell, whichever was asked for. */
    List<ChannelMount> mountsOn(String channelNumber);

    List<ChannelMount> mountsOf(String cell);

    void add(ChannelMount mount, Ref cell);

    void end(String mount, ChannelMount.End end);

    /** The links of a file, oldest first. */
    List<FileLink> links(String sha256);

    void add(FileLink link, Ref test);

    /** The link that holds ends. */
    void end(String sha256, FileLink.End end);

    /** Tests without a file that began before this. */
    List<Waiting> withoutData(Instant before, int limit);

    /** A test nobody has data of. */
    record Waiting(String test, String cell, String protocol, Optional<Instant> startedAt, String channel) {}
}
