package org.sputterpilot.app;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.UUID;

/** The server as shipped, on free ports and with a data folder of its own. */
public class QuietPlant implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "sputterpilot.data", "target/test-data/" + UUID.randomUUID(),
                "sputterpilot.chamber.opcua-port", "0",
                "sputterpilot.chamber.modbus-port", "0",
                "quarkus.http.test-port", "0");
    }
}
