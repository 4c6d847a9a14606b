package org.sputterpilot.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.signals.TagId;

class ChamberHostTest {
    private static final TagId HEARTBEAT = TagId.of("plc.heartbeat");
    private static final TagId WATCHDOG = TagId.of("plc.watchdog_ok");

    private static final TagId FIRST_OUT = TagId.of("plc.first_out");
    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void livesOnItsOwnAndFindsItselfAgain() {
        try (ChamberHost host = host(folder)) {
            assertThat(host.woken()).isFalse();
            host.write(HEARTBEAT, 1);
            await().atMost(BOUND).until(() -> host.value(WATCHDOG) == 1);
            await().atMost(BOUND).until(() -> Files.exists(folder.resolve("chamber.state")));
            host.inject("gauge-bad", Duration.ZERO, null);
            assertThat(host.faultsActive()).containsExactly("gauge-bad");
            assertThat(host.faultsAvailable()).hasSize(16);
        }
        try (ChamberHost host = host(folder)) {
            assertThat(host.woken()).isTrue();
            assertThat(host.trouble()).isEmpty();
            assertThat(host.faultsActive()).containsExactly("gauge-bad");
            await().atMost(BOUND).untilAsserted(() -> {
                assertThat(host.value(WATCHDOG)).as("its controller was gone").isZero();
                assertThat(host.value(FIRST_OUT)).isEqualTo(8);
            });
        }
    }

    @Test
    void leavesABrokenCheckpointAsideAndSaysSo() throws Exception {
        Files.writeString(folder.resolve("chamber.state"), "rubbish");
        try (ChamberHost host = host(folder)) {
            assertThat(host.woken()).isFalse();
            assertThat(host.trouble()).contains("chamber.state");
        }
    }

    private static ChamberHost host(Path folder) {
        return new ChamberHost(VirtualChamber.commissioned(Bench.TAGS, 5), 60, folder);
    }

    @Test
    void refusesASpeedNoMachineHolds() {
        try (ChamberHost host = new ChamberHost(VirtualChamber.commissioned(Bench.TAGS, 5), 1, null)) {
            assertThatThrownBy(() -> host.speed(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> host.speed(1000)).isInstanceOf(IllegalArgumentException.class);
            host.speed(10);
            assertThat(host.speed()).isEqualTo(10);
        }
    }
}
