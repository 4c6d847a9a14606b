package org.sputterpilot.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.signals.TagId;

class ChamberHostTest {
    private static final TagId HEARTBEAT = TagId.of("plc.heartbeat");
    private static final TagId WATCHDOG = TagId.of("plc.watchdog_ok");

    @TempDir
    Path folder;

    @Test
    void livesOnItsOwnAndKeepsItsState() {
        Path file = folder.resolve("chamber.state");
        try (ChamberHost host = new ChamberHost(VirtualChamber.commissioned(Bench.TAGS, 5), 60, file)) {
            host.write(HEARTBEAT, 1);
            await().atMost(Duration.ofSeconds(20)).until(() -> host.value(WATCHDOG) == 1);
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(file));
            host.inject("gauge-bad", Duration.ZERO, null);
            assertThat(host.activeFaults()).containsExactly("gauge-bad");
        }
        List<String> complaints = new ArrayList<>();
        VirtualChamber woken = ChamberHost.wake(file, VirtualChamber.commissioned(Bench.TAGS, 5), complaints::add);
        assertThat(complaints).isEmpty();
        assertThat(woken.age()).isGreaterThan(Duration.ofSeconds(1));
        assertThat(woken.faults().active()).containsExactly("gauge-bad");
        woken.communicationScale(60); // a faster plant is more patient, but not with a controller that was killed
        woken.advance(Duration.ofMillis(100));
        assertThat(woken.value(WATCHDOG)).as("its controller was gone").isZero();
        assertThat(woken.value(TagId.of("plc.tripped"))).isEqualTo(1);
    }

    @Test
    void leavesABrokenCheckpointAsideAndSaysSo() throws Exception {
        Path file = folder.resolve("chamber.state");
        Files.writeString(file, "rubbish");
        List<String> complaints = new ArrayList<>();
        ChamberHost.wake(file, VirtualChamber.commissioned(Bench.TAGS, 5), complaints::add);
        assertThat(complaints).hasSize(1);
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
