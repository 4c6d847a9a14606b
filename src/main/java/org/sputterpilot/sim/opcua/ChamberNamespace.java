package org.sputterpilot.sim.opcua;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.sdk.server.AccessContext;
import org.eclipse.milo.opcua.sdk.server.AttributeReader;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.identity.Identity;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.model.variables.AnalogItemTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.nodes.factories.NodeFactory;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;
import org.sputterpilot.links.Binding;
import org.sputterpilot.opcua.EngineeringUnits;
import org.sputterpilot.opcua.NodeAddress;
import org.sputterpilot.opcua.TagCodec;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.sim.ChamberPort;

/**
 * The chamber's tags as OPC UA nodes: quantities as analog items with range and unit, states as plain variables, in
 * folders along the dots of their identifiers.
 */
final class ChamberNamespace extends ManagedNamespaceWithLifecycle {
    private final AtomicLong writeRequests = new AtomicLong();
    private final ChamberPort chamber;
    private final InstantSource clock;
    private final List<Binding> bindings;
    private final Map<NodeId, Instrument> instruments = new LinkedHashMap<>();
    private final Map<String, UaFolderNode> folders = new HashMap<>();
    private final Map<UInteger, ItemFeed> feeds = new ConcurrentHashMap<>();

    /** A tag's node and what it showed last; the last values belong to whoever calls update. */
    private static final class Instrument {
        private final Tag tag;
        private final UaVariableNode node;
        private double value;
        private Quality quality;

        private Instrument(Tag tag, UaVariableNode node) {
            this.tag = tag;
            this.node = node;
        }
    }

    ChamberNamespace(OpcUaServer server, String uri, List<Binding> bindings, ChamberPort chamber, InstantSource clock) {
        super(server, uri);
        this.bindings = bindings;
        this.chamber = chamber;
        this.clock = clock;
        getLifecycleManager().addStartupTask(this::build);
    }

    private void build() {
        for (Binding binding : bindings) {
            String path = NodeAddress.parse(binding.place()).identifier();
            try {
                UaVariableNode node = variable(binding.tag(), path);
                getNodeManager().addNode(node);
                folder(parent(path)).addOrganizes(node);
                instruments.put(node.getNodeId(), new Instrument(binding.tag(), node));
            } catch (UaException fault) {
                throw new UaRuntimeException(fault);
            }
        }
        update();
    }

    private UaVariableNode variable(Tag tag, String path) throws UaException {
        UaVariableNode node = tag.isState() ? state(path) : quantity(tag, path);
        node.setBrowseName(newQualifiedName(path.substring(path.lastIndexOf('.') + 1)));
        node.setDisplayName(LocalizedText.english(tag.title()));
        node.setDescription(LocalizedText.english(
                tag.isState() ? tag.why() + " (" + String.join(", ", tag.states()) + ")" : tag.why()));
        node.setDataType(TagCodec.dataType(tag));
        node.setValueRank(ValueRanks.Scalar);
        node.setAccessLevel(AccessLevel.toValue(tag.isCommand() ? AccessLevel.READ_WRITE : AccessLevel.READ_ONLY));
        node.setUserAccessLevel(node.getAccessLevel());
        return node;
    }

    private UaVariableNode state(String path) {
        return new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                .setNodeId(newNodeId(path))
                .setBrowseName(newQualifiedName(path))
                .setDisplayName(LocalizedText.english(path))
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .build();
    }

    private UaVariableNode quantity(Tag tag, String path) throws UaException {
        AnalogItemTypeNode node = (AnalogItemTypeNode) getNodeFactory()
                .createNode(newNodeId(path), NodeIds.AnalogItemType, new NodeFactory.InstantiationCallback() {
                    @Override
                    public boolean includeOptionalNode(NodeId typeDefinition, QualifiedName name) {
                        return "EngineeringUnits".equals(name.name());
                    }
                });
        node.setEuRange(new Range(tag.unit().fromBase(tag.low()), tag.unit().fromBase(tag.high())));
        node.setEngineeringUnits(EngineeringUnits.of(tag.unit()));
        return node;
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    private UaFolderNode folder(String path) {
        UaFolderNode known = folders.get(path);
        if (known != null) {
            return known;
        }
        String name = path.isEmpty() ? "PVD-01" : path.substring(path.lastIndexOf('.') + 1);
        UaFolderNode folder = new UaFolderNode(
                getNodeContext(), newNodeId("folder:" + path), newQualifiedName(name), LocalizedText.english(name));
        getNodeManager().addNode(folder);
        folders.put(path, folder);
        if (path.isEmpty()) {
            folder.addReference(
                    new Reference(folder.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), false));
        } else {
            folder(parent(path)).addOrganizes(folder);
        }
        return folder;
    }

    /** Looks at the whole chamber once; what has changed is stamped and goes out to whoever listens. */
    void update() {
        Instant seen = clock.instant();
        for (Instrument instrument : instruments.values()) {
            double value = chamber.value(instrument.tag.id());
            Quality quality = chamber.quality(instrument.tag.id());
            if (Double.compare(value, instrument.value) != 0 || quality != instrument.quality) {
                instrument.value = value;
                instrument.quality = quality;
                instrument.node.setValue(
                        TagCodec.encode(instrument.tag, value, quality, chamber.at(instrument.tag.id()), seen));
            }
        }
        feeds.values().forEach(ItemFeed::flush);
    }

    /** How often somebody has asked to write something, whether it was taken or not. */
    long writeRequests() {
        return writeRequests.get();
    }

    @Override
    public List<StatusCode> write(WriteContext context, List<WriteValue> writes) {
        writeRequests.incrementAndGet();
        boolean mayWrite = context.getSession()
                .map(Session::getIdentity)
                .filter(Identity.UsernameIdentity.class::isInstance)
                .isPresent();
        List<StatusCode> answers = new ArrayList<>(writes.size());
        for (WriteValue write : writes) {
            answers.add(new StatusCode(mayWrite ? write(write) : StatusCodes.Bad_UserAccessDenied));
        }
        return answers;
    }

    private long write(WriteValue write) {
        if (getNodeManager().getNode(write.getNodeId()).isEmpty()) {
            return StatusCodes.Bad_NodeIdUnknown;
        }
        Instrument instrument = instruments.get(write.getNodeId());
        boolean value = AttributeId.Value.uid().equals(write.getAttributeId());
        if (instrument == null || !value || !instrument.tag.isCommand()) {
            return StatusCodes.Bad_NotWritable;
        }
        Tag tag = instrument.tag;
        Object given = write.getValue().value().value();
        Object expected = TagCodec.encode(tag, tag.isState() ? 0 : tag.low()).value();
        if (given == null || given.getClass() != expected.getClass()) {
            return StatusCodes.Bad_TypeMismatch;
        }
        double base = TagCodec.decode(tag, write.getValue().value());
        if (!tag.takes(base)) {
            return StatusCodes.Bad_OutOfRange;
        }
        chamber.write(tag.id(), base);
        return StatusCode.GOOD.value();
    }

    @Override
    public void onDataItemsCreated(List<DataItem> items) {
        for (DataItem item : items) {
            Instrument instrument = instruments.get(item.getReadValueId().getNodeId());
            if (instrument != null
                    && AttributeId.Value.uid().equals(item.getReadValueId().getAttributeId())) {
                ItemFeed feed = new ItemFeed(item, instrument.node, instrument.tag.isState());
                feeds.put(item.getId(), feed);
                feed.start();
            } else {
                item.setValue(other(item));
            }
        }
    }

    /** Anything but a tag's value (a folder's name, a unit) never changes: told once is told for good. */
    private DataValue other(DataItem item) {
        var asked = item.getReadValueId();
        return getNodeManager()
                .getNode(asked.getNodeId())
                .map(node -> AttributeReader.readAttribute(
                        AccessContext.INTERNAL,
                        node,
                        asked.getAttributeId(),
                        null,
                        asked.getIndexRange(),
                        asked.getDataEncoding()))
                .orElseGet(() -> new DataValue(StatusCodes.Bad_NodeIdUnknown));
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {
        // a feed asks its item for the interval each time
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> items) {
        for (DataItem item : items) {
            ItemFeed feed = feeds.remove(item.getId());
            if (feed != null) {
                feed.stop();
            }
        }
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {
        // a disabled item drops what it is fed
    }
}
