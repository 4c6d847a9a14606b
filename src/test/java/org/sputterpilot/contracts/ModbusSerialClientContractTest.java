package org.sputterpilot.contracts;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The virtual chamber's Modbus door against a client by modbus-serial. */
class ModbusSerialClientContractTest extends ModbusDoorContract {
    private static Peer peer;

    @BeforeAll
    static void startPeer() {
        peer = Peer.node("modbus-client.mjs", "modbus-serial");
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
