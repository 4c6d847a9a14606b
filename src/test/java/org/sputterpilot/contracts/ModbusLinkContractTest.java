package org.sputterpilot.contracts;

import java.util.List;
import org.sputterpilot.links.Binding;
import org.sputterpilot.sim.modbus.ChamberModbusServer;

/** The Modbus link against the virtual chamber's Modbus door. */
class ModbusLinkContractTest extends ModbusFieldLinkContract {
    private ChamberModbusServer server;

    @Override
    protected List<Binding> bindings() {
        return List.of(
                Tags.quantity("test.pressure", "input-register:1:REAL", "mTorr", 0, 100, false),
                Tags.quantity("test.temperature", "input-register:3:REAL", "°C", 0, 100, false),
                Tags.state("test.door", "discrete-input:2", false, "OPEN", "CLOSED"),
                Tags.quantity("test.power_set", "holding-register:1:REAL", "W", 0, 500, true),
                Tags.state("test.enable", "coil:1", true, "OFF", "ON"));
    }

    private ChamberModbusServer server() {
        if (server == null) {
            server = new ChamberModbusServer(chamber, bindings(), "127.0.0.1", Peer.freePort());
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
}
