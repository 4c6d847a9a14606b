package org.sputterpilot.historian.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples that are in the journal but not in the database yet: one open block per tag, and blocks that are complete and
 * wait for their transaction. The writer adds, queries look.
 */
final class OpenBlocks {
    private final Map<String, Block> open = new TreeMap<>();
    private final Deque<Block> complete = new ArrayDeque<>();
    private final long oldestNanos;

    /** Blocks are completed when their first sample is this old, however few they hold. */
    OpenBlocks(long oldestNanos) {
        this.oldestNanos = oldestNanos;
    }

    synchronized void add(Frame frame, Frame.Sample sample, String tag) {
        Block block = open.get(tag);
        if (block != null && (block.size() >= Block.LARGEST || !block.runId().equals(frame.runId()))) {
            complete.add(block);
            block = null;
        }
        if (block == null) {
            block = new Block(tag, frame.runId(), frame.phase());
            open.put(tag, block);
        }
        block.add(
                frame.sequence(),
                frame.phase(),
                Nanos.of(frame.at()),
                sample.sourceNanos(),
                sample.value(),
                sample.quality());
    }

    /** Completes blocks that are old enough at a moment. */
    synchronized void completeOlder(long nowNanos) {
        open.values().removeIf(block -> {
            boolean old = nowNanos - block.at(0) >= oldestNanos || nowNanos < block.at(0) - oldestNanos;
            if (old) {
                complete.add(block);
            }
            return old;
        });
    }

    synchronized void completeAll() {
        complete.addAll(open.values());
        open.clear();
    }

    /** Blocks that wait for their transaction, oldest first; they stay until {@link #stored}. */
    synchronized List<Block> complete() {
        return List.copyOf(complete);
    }

    /** These blocks are in the database now. */
    synchronized void stored(List<Block> blocks) {
        complete.removeAll(blocks);
    }

    /** What is known of one tag beyond the database, oldest first. */
    synchronized List<Block> look(String tag) {
        List<Block> found = new ArrayList<>();
        for (Block block : complete) {
            if (block.tag().equals(tag)) {
                found.add(block);
            }
        }
        Block block = open.get(tag);
        if (block != null) {
            found.add(block.copy());
        }
        return found;
    }

    /** The smallest journal number still needed, or {@link Long#MAX_VALUE}. */
    synchronized long oldestNeeded() {
        long oldest = Long.MAX_VALUE;
        for (Block block : complete) {
            oldest = Math.min(oldest, block.firstSequence());
        }
        for (Block block : open.values()) {
            oldest = Math.min(oldest, block.firstSequence());
        }
        return oldest;
    }
}
