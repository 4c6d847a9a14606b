package org.sputterpilot.sim.opcua;

import java.time.InstantSource;
import java.util.List;
import org.sputterpilot.links.Binding;
import org.sputterpilot.sim.ChamberPort;

/** The OPC UA door of the virtual chamber: what a programmable controller on the floor would serve. */
public final class ChamberOpcUaServer implements AutoCloseable {
    public ChamberOpcUaServer(
            ChamberPort chamber, List<Binding> bindings, ChamberOpcUaSettings settings, InstantSource clock) {}

    /** Opens the door. */
    public void start() {}

    /** Shuts the door; sessions and subscriptions are gone. */
    public void stop() {}

    /** Shuts the door and opens it again on the same port with the same certificate. */
    public void restart() {}

    /** The port it listens on. */
    public int port() {
        return 0;
    }

    /** What a client connects to. */
    public String url() {
        return "";
    }

    @Override
    public void close() {
        stop();
    }
}
