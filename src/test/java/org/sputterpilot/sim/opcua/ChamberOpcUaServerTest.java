package org.sputterpilot.sim.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FakeChamber;
import org.sputterpilot.contracts.Tags;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.Write;
import org.sputterpilot.signals.TagId;

/** The door as any OPC UA client sees it. */
class ChamberOpcUaServerTest {
    private static final String URI = "urn:sputterpilot:test";
    private static final String NS = "nsu=" + URI + ";s=";
    private static final long BOUND_S = 20;

    @TempDir
    static Path certificates;

    private final FakeChamber chamber = new FakeChamber();
    private final List<Binding> bindings = List.of(
            Tags.quantity("t.water", NS + "Cooling.Flow", "L/min", 0, 10, false),
            Tags.quantity("t.flow_set", NS + "Gas.Argon.FlowSet", "sccm", 0, 50, true),
            Tags.state("t.open", NS + "Gas.Argon.Valve.Open", true, "CLOSED", "OPEN"),
            Tags.state("t.mode", NS + "Cathode.Mode", true, "DC", "PULSED", "RF"));
    private ChamberOpcUaServer server;
    private OpcUaClient client;
    private int index;

    @BeforeEach
    void connect() throws Exception {
        chamber.show(TagId.of("t.water"), 2.5e-5);
        server = new ChamberOpcUaServer(
                chamber, bindings, ChamberOpcUaSettings.loopback(0, certificates), InstantSource.system());
        server.start();
        client = client("controller");
        client.connectAsync().get(BOUND_S, TimeUnit.SECONDS);
        index = client.readNamespaceTableAsync()
                .get(BOUND_S, TimeUnit.SECONDS)
                .getIndex(URI)
                .intValue();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.disconnectAsync().get(BOUND_S, TimeUnit.SECONDS);
        server.close();
    }

    private OpcUaClient client(String password) throws Exception {
        return OpcUaClient.create(
                server.url(),
                offered -> offered.stream()
                        .filter(one -> one.getSecurityPolicyUri().endsWith("None"))
                        .findFirst(),
                transport -> {},
                config -> config.setIdentityProvider(new UsernameProvider("controller", password)));
    }

    private Object read(String path) throws Exception {
        return read(new NodeId(index, path), AttributeId.Value);
    }

    private Object read(NodeId node, AttributeId attribute) throws Exception {
        var asked = new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE);
        return client.readAsync(0, TimestampsToReturn.Neither, List.of(asked))
                .get(BOUND_S, TimeUnit.SECONDS)
                .getResults()[0]
                .value()
                .value();
    }

    private long write(String path, Object value) throws Exception {
        return client.writeValuesAsync(
                        List.of(new NodeId(index, path)), List.of(DataValue.valueOnly(new Variant(value))))
                .get(BOUND_S, TimeUnit.SECONDS)
                .get(0)
                .value();
    }

    private Object property(String path, String name) throws Exception {
        var element = new RelativePathElement(NodeIds.HasProperty, false, true, new QualifiedName(0, name));
        var asked = new BrowsePath(new NodeId(index, path), new RelativePath(new RelativePathElement[] {element}));
        NodeId found = client.translateBrowsePathsAsync(List.of(asked))
                .get(BOUND_S, TimeUnit.SECONDS)
                .getResults()[0]
                .getTargets()[0]
                .getTargetId()
                .toNodeId(client.getNamespaceTable())
                .orElseThrow();
        return ((ExtensionObject) read(found, AttributeId.Value)).decode(client.getStaticEncodingContext());
    }

    @Test
    void aQuantitySaysItsUnitAndItsRange() throws Exception {
        assertThat((Double) read("Cooling.Flow")).isCloseTo(1.5, within(1e-9));
        Range range = (Range) property("Cooling.Flow", "EURange");
        assertThat(range.getLow()).isCloseTo(0.0, within(1e-9));
        assertThat(range.getHigh()).isCloseTo(10.0, within(1e-9));
        EUInformation unit = (EUInformation) property("Cooling.Flow", "EngineeringUnits");
        assertThat(unit.getDisplayName().text()).isEqualTo("L/min");
        assertThat(unit.getNamespaceUri()).endsWith("/cefact");
    }

    @Test
    void aStateIsABooleanOrANumber() throws Exception {
        assertThat(read("Gas.Argon.Valve.Open")).isEqualTo(false);
        assertThat(read("Cathode.Mode")).isEqualTo(0);
    }

    @Test
    void commandsReachTheChamberAndNothingElseDoes() throws Exception {
        assertThat(write("Gas.Argon.FlowSet", 20.0)).isEqualTo(StatusCodes.Good);
        assertThat(write("Gas.Argon.Valve.Open", true)).isEqualTo(StatusCodes.Good);
        assertThat(write("Cathode.Mode", 2)).isEqualTo(StatusCodes.Good);

        assertThat(write("Cooling.Flow", 1.0)).isEqualTo(StatusCodes.Bad_UserAccessDenied);
        assertThat(write("Gas.Argon.FlowSet", 51.0)).isEqualTo(StatusCodes.Bad_OutOfRange);
        assertThat(write("Gas.Argon.FlowSet", Double.NaN)).isEqualTo(StatusCodes.Bad_OutOfRange);
        assertThat(write("Gas.Argon.FlowSet", "20")).isEqualTo(StatusCodes.Bad_TypeMismatch);
        assertThat(write("Cathode.Mode", 3)).isEqualTo(StatusCodes.Bad_OutOfRange);

        assertThat(chamber.written())
                .containsExactly(
                        new Write(TagId.of("t.flow_set"), 20),
                        new Write(TagId.of("t.open"), 1),
                        new Write(TagId.of("t.mode"), 2));
    }

    @Test
    void tagsLieInFoldersAlongTheirDots() throws Exception {
        assertThat(read(new NodeId(index, "folder:Gas.Argon"), AttributeId.BrowseName))
                .isEqualTo(new QualifiedName(index, "Argon"));
    }

    @Test
    void aWrongPasswordOpensNothing() throws Exception {
        OpcUaClient stranger = client("guess");
        assertThatThrownBy(() -> stranger.connectAsync().get(BOUND_S, TimeUnit.SECONDS))
                .hasMessageContaining("Bad_UserAccessDenied");
        stranger.disconnectAsync().get(BOUND_S, TimeUnit.SECONDS);
    }

    @Test
    void tagsOfTwoNamespacesAreRefused() {
        List<Binding> mixed = List.of(bindings.get(0), Tags.quantity("t.other", "nsu=urn:other;s=X", "W", 0, 1, false));
        assertThatThrownBy(() -> new ChamberOpcUaServer(
                        chamber, mixed, ChamberOpcUaSettings.loopback(0, certificates), InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("urn:other");
    }
}
