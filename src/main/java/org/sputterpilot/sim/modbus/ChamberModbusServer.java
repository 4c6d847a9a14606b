package org.sputterpilot.sim.modbus;

import java.util.List;
import org.sputterpilot.links.Binding;
import org.sputterpilot.sim.ChamberPort;

/** The Modbus TCP door of the virtual chamber: the power supply's registers. */
public final class ChamberModbusServer implements AutoCloseable {
    public ChamberModbusServer(ChamberPort chamber, List<Binding> bindings, String host, int port) {}

    /** Opens the door. */
    public void start() {}

    /** Shuts the door and drops every connection. */
    public void stop() {}

    /** Shuts the door and opens it again on the same port. */
    public void restart() {}

    /** The port it listens on. */
    public int port() {
        return 0;
    }

    /** What a link connects to. */
    public String url() {
        return "";
    }

    @Override
    public void close() {
        stop();
    }
}
