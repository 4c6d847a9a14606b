package org.sputterpilot.opcua;

import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * A node as plant files write it: {@code nsu=urn:sputterpilot:pvd-01;s=Chamber.Pressure}.
 *
 * <p>The namespace is named and never numbered: a server may number its namespaces differently after every restart, and
 * a number that has moved would be somebody else's valve.
 */
public record NodeAddress(ExpandedNodeId node) {

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is not one, or names no namespace
     */
    public static NodeAddress parse(String place) {
        try {
            ExpandedNodeId node = ExpandedNodeId.parse(place);
            if (node.getNamespaceUri() != null) {
                return new NodeAddress(node);
            }
        } catch (UaRuntimeException notOne) {
            // said below, together with the form that is expected
        }
        throw new IllegalArgumentException("'" + place + "' is not a node such as 'nsu=urn:plant;s=Chamber.Pressure'");
    }

    /** A node of a server as plant files write it. */
    public static String text(NodeId node, NamespaceTable namespaces) {
        String bare = node.toParseableString().replaceFirst("^ns=\\d+;", "");
        return "nsu=" + namespaces.get(node.getNamespaceIndex()) + ";" + bare;
    }

    public String namespaceUri() {
        return node.getNamespaceUri();
    }

    /** The identifier inside the namespace as text. */
    public String identifier() {
        return String.valueOf(node.getIdentifier());
    }

    /** The node in a server's own numbering, or empty when the server does not have the namespace. */
    public Optional<NodeId> in(NamespaceTable namespaces) {
        return node.toNodeId(namespaces);
    }
}
