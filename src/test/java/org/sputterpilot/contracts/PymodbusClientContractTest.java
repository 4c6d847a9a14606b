package org.sputterpilot.contracts;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The virtual chamber's Modbus door against a client by pymodbus. */
class PymodbusClientContractTest extends ModbusDoorContract {
    private static Peer peer;

    @BeforeAll
    static void startPeer() {
        peer = Peer.python("modbus_client.py", "pymodbus");
    }

    @AfterAll
    static void stopPeer() {
        if (peer != null) {
            peer.close();
        }
    }

    @Override
    Peer peer() {
        return peer;
    }
}
