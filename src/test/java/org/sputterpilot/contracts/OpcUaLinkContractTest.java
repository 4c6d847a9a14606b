package org.sputterpilot.contracts;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.opcua.OpcUaLink;
import org.sputterpilot.links.opcua.OpcUaSettings;
import org.sputterpilot.sim.opcua.ChamberOpcUaServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaSettings;

/** The OPC UA link against the virtual chamber's OPC UA door. */
class OpcUaLinkContractTest extends FieldLinkContract {
    private static final String NS = "nsu=urn:sputterpilot:test;s=";
    private static final Instant STAMP = Instant.parse("2026-03-01T10:00:00.000001Z");

    @TempDir
    static Path certificates;

    private ChamberOpcUaServer server;

    @Override
    protected List<Binding> bindings() {
        return List.of(
                Tags.quantity("test.pressure", NS + "Chamber.Pressure", "mTorr", 0, 100, false),
                Tags.quantity("test.temperature", NS + "Cooling.Temperature", "°C", 0, 100, false),
                Tags.state("test.door", NS + "Safety.Door", false, "OPEN", "CLOSED"),
                Tags.quantity("test.power_set", NS + "Cathode.PowerSet", "W", 0, 500, true),
                Tags.state("test.enable", NS + "Cathode.Enable", true, "OFF", "ON"));
    }

    @Override
    protected FieldLink newLink(int port) {
        OpcUaSettings settings = OpcUaSettings.of("plc1", "opc.tcp://127.0.0.1:" + port + "/pvd-01")
                .as("controller", "controller")
                .paced(Duration.ofMillis(20), Duration.ofMillis(4), Duration.ofMillis(200));
        return new OpcUaLink(settings, InstantSource.system());
    }

    private ChamberOpcUaServer server() {
        if (server == null) {
            server = new ChamberOpcUaServer(
                    chamber,
                    bindings(),
                    ChamberOpcUaSettings.loopback(Peer.freePort(), certificates),
                    InstantSource.fixed(STAMP));
            server.start();
        }
        return server;
    }

    @Override
    protected int serverPort() {
        return server().port();
    }

    @Override
    protected void startServer() {
        server().start();
    }

    @Override
    protected void stopServer() {
        server().stop();
    }

    @Override
    protected boolean carriesTimesAndDoubt() {
        return true;
    }

    @Override
    protected List<Instant> serverStamps(Instant sourceTime) {
        return List.of(STAMP);
    }
}
