package org.sputterpilot.links.opcua;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.sputterpilot.links.AddressSpace;
import org.sputterpilot.links.Place;
import org.sputterpilot.opcua.EngineeringUnits;
import org.sputterpilot.opcua.NodeAddress;

/**
 * What an OPC UA server says it has. Each question has its own short connection beside the link's, so that a person who
 * looks around never stands in the way of the turn.
 */
public final class NodeBrowser implements AddressSpace {
    private static final UInteger OBJECTS_AND_VARIABLES =
            Unsigned.uint(NodeClass.Object.getValue() | NodeClass.Variable.getValue());
    private static final UInteger EVERYTHING = Unsigned.uint(BrowseResultMask.All.getValue());
    private static final int WRITE_BIT = 2;
    /** A search that has looked at so many nodes says what it has. */
    private static final int MOST_LOOKED_AT = 50_000;

    private static final int AT_ONCE = 50;
    /** A person waits longer than a turn: a cold program takes seconds for its first connection. */
    private static final double MORE_PATIENT = 5;

    private final OpcUaSettings settings;

    /** @param settings how the server is reached; the same as the link's */
    public NodeBrowser(OpcUaSettings settings) {
        this.settings = settings.patient(MORE_PATIENT);
    }

    @Override
    public List<Place> below(String place) throws Unreachable {
        return asked(server -> {
            NodeId top = place.isEmpty()
                    ? NodeIds.ObjectsFolder
                    : node(place, server).orElseThrow(() -> new Unreachable("the server does not have " + place));
            return server.describe(server.children(List.of(top)).get(0));
        });
    }

    @Override
    public List<Place> find(String words, int most) throws Unreachable {
        String wanted = words.toLowerCase(Locale.ROOT);
        return asked(server -> {
            List<Found> matches = new ArrayList<>();
            Set<NodeId> seen = new HashSet<>(Set.of(NodeIds.Server));
            Deque<NodeId> open = new ArrayDeque<>(List.of(NodeIds.ObjectsFolder));
            while (!open.isEmpty() && matches.size() < most && seen.size() < MOST_LOOKED_AT) {
                List<NodeId> parents = new ArrayList<>();
                while (!open.isEmpty() && parents.size() < AT_ONCE) {
                    parents.add(open.remove());
                }
                for (List<Found> children : server.children(parents)) {
                    for (Found child : children) {
                        if (seen.add(child.id())) {
                            open.add(child.id());
                            if (child.variable() && child.says(wanted, server.namespaces)) {
                                matches.add(child);
                            }
                        }
                    }
                }
            }
            return server.describe(matches.subList(0, Math.min(most, matches.size())));
        });
    }

    @Override
    public List<Optional<Place>> look(List<String> places) throws Unreachable {
        return asked(server -> {
            Map<String, NodeId> there = new HashMap<>();
            for (String place : places) {
                node(place, server).ifPresent(id -> there.put(place, id));
            }
            List<Found> exist =
                    server.existing(there.values().stream().distinct().toList());
            Map<String, Place> described = new HashMap<>();
            server.describe(exist).forEach(place -> described.put(place.place(), place));
            return places.stream()
                    .map(place -> Optional.ofNullable(there.get(place))
                            .map(id -> described.get(NodeAddress.text(id, server.namespaces))))
                    .toList();
        });
    }

    private static Optional<NodeId> node(String place, Server server) throws Unreachable {
        try {
            return NodeAddress.parse(place).in(server.namespaces);
        } catch (IllegalArgumentException notOne) {
            throw new Unreachable(notOne.getMessage());
        }
    }

    private interface Question<T> {
        T ask(Server server) throws UaException, Unreachable;
    }

    private <T> T asked(Question<T> question) throws Unreachable {
        ExecutorService calls = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "browse-" + settings.name());
            thread.setDaemon(true);
            return thread;
        });
        OpcUaClient client = null;
        try {
            client = Connections.connect(settings, calls)
                    .get(settings.connectLimit().toNanos(), TimeUnit.NANOSECONDS);
            return question.ask(new Server(client, client.readNamespaceTable(), ServerLimits.of(client)));
        } catch (UaException | ExecutionException | TimeoutException fault) {
            throw new Unreachable(LinkFault.words(fault));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted");
        } finally {
            if (client != null) {
                Connections.discard(client, settings.timeLimit());
            }
            calls.shutdown();
        }
    }

    /** A node by what its parent says of it. */
    private record Found(NodeId id, String name, boolean variable) {
        private boolean says(String wanted, NamespaceTable namespaces) {
            return name.toLowerCase(Locale.ROOT).contains(wanted)
                    || NodeAddress.text(id, namespaces).toLowerCase(Locale.ROOT).contains(wanted);
        }
    }

    /** A server while one question is asked. */
    private record Server(OpcUaClient client, NamespaceTable namespaces, ServerLimits limits) {
        private static final List<AttributeId> ASKED =
                List.of(AttributeId.Value, AttributeId.DataType, AttributeId.UserAccessLevel);

        private List<List<Found>> children(List<NodeId> of) throws UaException {
            return references(of, NodeIds.HierarchicalReferences).stream()
                    .map(all -> all.stream()
                            .filter(one -> !NodeIds.HasProperty.equals(one.getReferenceTypeId()))
                            .flatMap(one -> found(one).stream())
                            .toList())
                    .toList();
        }

        private Optional<Found> found(ReferenceDescription one) {
            return one.getNodeId()
                    .toNodeId(namespaces)
                    .map(id -> new Found(id, one.getDisplayName().text(), one.getNodeClass() == NodeClass.Variable));
        }

        private List<List<ReferenceDescription>> references(List<NodeId> of, NodeId type) throws UaException {
            List<List<ReferenceDescription>> all = new ArrayList<>();
            for (List<NodeId> part : ServerLimits.parts(of, AT_ONCE)) {
                List<BrowseDescription> asked = part.stream()
                        .map(id -> new BrowseDescription(
                                id, BrowseDirection.Forward, type, true, OBJECTS_AND_VARIABLES, EVERYTHING))
                        .toList();
                for (BrowseResult result : client.browse(asked)) {
                    all.add(whole(result));
                }
            }
            return all;
        }

        private List<ReferenceDescription> whole(BrowseResult first) throws UaException {
            List<ReferenceDescription> all = new ArrayList<>();
            BrowseResult result = first;
            while (result.getReferences() != null) {
                all.addAll(Arrays.asList(result.getReferences()));
                ByteString more = result.getContinuationPoint();
                if (more == null || more.isNullOrEmpty()) {
                    break;
                }
                result = client.browseNext(false, List.of(more)).getResults()[0];
            }
            return all;
        }

        /** Those of these nodes the server has, by the names it has for them. */
        private List<Found> existing(List<NodeId> nodes) throws UaException {
            List<DataValue> said = read(nodes.stream()
                    .flatMap(
                            id -> Stream.of(question(id, AttributeId.DisplayName), question(id, AttributeId.NodeClass)))
                    .toList());
            List<Found> there = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                if (said.get(2 * i).value().value() instanceof LocalizedText name) {
                    boolean variable = Integer.valueOf(NodeClass.Variable.getValue())
                            .equals(said.get(2 * i + 1).value().value());
                    there.add(new Found(nodes.get(i), String.valueOf(name.text()), variable));
                }
            }
            return there;
        }

        private List<Place> describe(List<Found> nodes) throws UaException {
            List<NodeId> variables =
                    nodes.stream().filter(Found::variable).map(Found::id).toList();
            List<DataValue> said = read(variables.stream()
                    .flatMap(id -> ASKED.stream().map(attribute -> question(id, attribute)))
                    .toList());
            List<Map<String, Object>> properties = properties(variables);
            List<Place> places = new ArrayList<>();
            int at = 0;
            for (Found node : nodes) {
                String address = NodeAddress.text(node.id(), namespaces);
                if (node.variable()) {
                    places.add(place(
                            address,
                            node,
                            said.subList(ASKED.size() * at, ASKED.size() * (at + 1)),
                            properties.get(at)));
                    at++;
                } else {
                    places.add(Place.folder(address, node.name()));
                }
            }
            return places;
        }

        private Place place(String address, Found node, List<DataValue> said, Map<String, Object> properties) {
            DataValue value = said.get(0);
            Object shown = value.value().value();
            Object range = properties.get("EURange");
            return new Place(
                    address,
                    node.name(),
                    false,
                    type(value, said.get(1).value().value()),
                    said.get(2).value().value() instanceof UByte level && (level.intValue() & WRITE_BIT) != 0,
                    properties.get("EngineeringUnits") instanceof EUInformation unit
                            ? EngineeringUnits.symbol(unit)
                            : "",
                    range instanceof Range ends ? OptionalDouble.of(ends.getLow()) : OptionalDouble.empty(),
                    range instanceof Range ends ? OptionalDouble.of(ends.getHigh()) : OptionalDouble.empty(),
                    states(properties),
                    shown == null || shown.getClass().isArray() ? "" : String.valueOf(shown),
                    LinkFault.name(value.statusCode()));
        }

        /** What the value is, or what it would be; a list or a structure is nothing a tag can stand for. */
        private static String type(DataValue value, Object declared) {
            Object shown = value.value().value();
            if (shown != null && shown.getClass().isArray()) {
                return shown.getClass().getComponentType().getSimpleName() + "[]";
            }
            OpcUaDataType known = shown != null
                    ? value.value().getDataType().orElse(null)
                    : declared instanceof NodeId id ? OpcUaDataType.fromNodeId(id) : null;
            return known == null ? "Structure" : known.name();
        }

        private static List<String> states(Map<String, Object> properties) {
            if (properties.get("EnumStrings") instanceof LocalizedText[] names) {
                return Arrays.stream(names).map(LocalizedText::text).toList();
            }
            return properties.get("FalseState") instanceof LocalizedText no
                            && properties.get("TrueState") instanceof LocalizedText yes
                    ? List.of(no.text(), yes.text())
                    : List.of();
        }

        private List<Map<String, Object>> properties(List<NodeId> of) throws UaException {
            List<List<ReferenceDescription>> found = references(of, NodeIds.HasProperty);
            List<NodeId> ids = new ArrayList<>();
            for (List<ReferenceDescription> one : found) {
                one.forEach(property ->
                        ids.add(property.getNodeId().toNodeId(namespaces).orElse(NodeId.NULL_VALUE)));
            }
            List<DataValue> values =
                    read(ids.stream().map(id -> question(id, AttributeId.Value)).toList());
            List<Map<String, Object>> properties = new ArrayList<>();
            int at = 0;
            for (List<ReferenceDescription> one : found) {
                Map<String, Object> named = new HashMap<>();
                for (ReferenceDescription property : one) {
                    named.put(
                            property.getBrowseName().name(),
                            plain(values.get(at++).value().value()));
                }
                properties.add(named);
            }
            return properties;
        }

        private Object plain(Object value) {
            return value instanceof ExtensionObject wrapped ? wrapped.decode(client.getStaticEncodingContext()) : value;
        }

        private static ReadValueId question(NodeId id, AttributeId attribute) {
            return new ReadValueId(id, attribute.uid(), null, QualifiedName.NULL_VALUE);
        }

        private List<DataValue> read(List<ReadValueId> asked) throws UaException {
            List<DataValue> all = new ArrayList<>(asked.size());
            for (List<ReadValueId> part : ServerLimits.parts(asked, limits.nodesPerRead())) {
                all.addAll(Arrays.asList(
                        client.read(0.0, TimestampsToReturn.Neither, part).getResults()));
            }
            return all;
        }
    }
}
