package org.sputterpilot.sim.opcua;

import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.nodes.AttributeObserver;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * Feeds one monitored item from the node's own changes, without a sampling clock in between. A state goes out at once;
 * a quantity, which is never still, no more often than the item's sampling interval.
 */
final class ItemFeed implements AttributeObserver {
    private final DataItem item;
    private final UaVariableNode node;
    private final boolean atOnce;
    private DataValue waiting;
    private long lastFed;
    private boolean fed;

    ItemFeed(DataItem item, UaVariableNode node, boolean atOnce) {
        this.item = item;
        this.node = node;
        this.atOnce = atOnce;
    }

    /** Feeds what the node shows now, unless a change has been quicker. */
    void start() {
        node.addAttributeObserver(this);
        DataValue now = node.getValue();
        synchronized (this) {
            if (!fed && waiting == null) {
                feed(now);
            }
        }
    }

    void stop() {
        node.removeAttributeObserver(this);
    }

    @Override
    public synchronized void attributeChanged(UaNode changed, AttributeId attribute, Object value) {
        if (attribute == AttributeId.Value) {
            waiting = (DataValue) value;
            if (atOnce) {
                feed(waiting);
            } else {
                flush();
            }
        }
    }

    /** Sends what waits as soon as the interval has passed. */
    synchronized void flush() {
        boolean due = !fed || System.nanoTime() - lastFed >= item.getSamplingInterval() * 1e6;
        if (waiting != null && due) {
            feed(waiting);
        }
    }

    private void feed(DataValue value) {
        waiting = null;
        fed = true;
        lastFed = System.nanoTime();
        item.setValue(value);
    }
}
