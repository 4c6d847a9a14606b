package org.sputterpilot.links.opcua;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OperationLimits;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaServiceFaultException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/**
 * How much a server takes at once. Small controllers take a hundred nodes in one question; asked for more they refuse
 * all of it.
 *
 * @param nodesPerRead nodes in one read
 * @param nodesPerWrite nodes in one write
 * @param itemsPerSubscription monitored items in one subscription
 */
record ServerLimits(int nodesPerRead, int nodesPerWrite, int itemsPerSubscription) {
    /** A server that names no limit; a large question is still cut so that its answer fits into a message. */
    static final ServerLimits NONE = new ServerLimits(1000, 1000, 10_000);

    /** A server that refuses even the question for its limits. */
    private static final ServerLimits SMALLEST = new ServerLimits(5, 5, 50);

    /** What this server says of itself. */
    static ServerLimits of(OpcUaClient client) throws UaException {
        OperationLimits said;
        try {
            said = client.getOperationLimits();
        } catch (UaServiceFaultException tooMuchAtOnce) {
            return SMALLEST;
        }
        DataValue items = client.readValue(
                0.0, TimestampsToReturn.Neither, NodeIds.Server_ServerCapabilities_MaxMonitoredItemsPerSubscription);
        Optional<UInteger> perSubscription =
                items.value().value() instanceof UInteger most ? Optional.of(most) : Optional.empty();
        return new ServerLimits(
                least(said.maxNodesPerRead(), NONE.nodesPerRead),
                least(said.maxNodesPerWrite(), NONE.nodesPerWrite),
                least(perSubscription, NONE.itemsPerSubscription));
    }

    /** Zero means no limit. */
    private static int least(Optional<UInteger> said, int ours) {
        return said.map(UInteger::longValue)
                .filter(most -> most > 0)
                .map(most -> (int) Math.min(most, ours))
                .orElse(ours);
    }

    /** A list in parts of at most this size, in order. */
    static <T> List<List<T>> parts(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            parts.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return parts;
    }
}
