package org.sputterpilot.sim.opcua;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where and to whom the virtual chamber opens its OPC UA door.
 *
 * @param host address to listen on, usually {@code 127.0.0.1}
 * @param port TCP port; 0 takes a free one and keeps it across restarts
 * @param dataDirectory where the server's certificate is kept, so that clients that trust it once trust it for good
 * @param users who may write, with their passwords; anonymous clients may only read
 * @param update how often the chamber is looked at for changes
 */
public record ChamberOpcUaSettings(
        String host, int port, Path dataDirectory, Map<String, String> users, Duration update) {

    public ChamberOpcUaSettings {
        users = Map.copyOf(users);
    }

    /** Loopback, one user {@code controller} with password {@code controller}, looked at every 20 ms. */
    public static ChamberOpcUaSettings loopback(int port, Path dataDirectory) {
        return new ChamberOpcUaSettings(
                "127.0.0.1", port, dataDirectory, Map.of("controller", "controller"), Duration.ofMillis(20));
    }
}
