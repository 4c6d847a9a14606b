package org.sputterpilot.hmi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.hmi.wire.LiveVerdict;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** What the stream says: everything once, then what changed, and to whoever was away what they missed. */
class FramesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TagId PRESSURE = TagId.of("chamber.pressure");
    private static final TagId DOOR = TagId.of("door.is_closed");

    private final TagTable tags = TagReader.read(Path.of("."), new Faults());
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final Frames frames = new Frames(tags, new UnitDesk.Facts("virtual", "PVD-01", "hash", "0"), json);
    private Tick tick = Tick.first(NOON);

    private void turn(double pressurePa, double door, Quality doorQuality, List<String> tripped) {
        ProcessImage image = new ProcessImage.Builder(tags)
                .put(PRESSURE, pressurePa, Quality.GOOD, tick.at())
                .put(DOOR, door, doorQuality, tick.at())
                .freeze();
        LiveVerdict verdict = new LiveVerdict(tripped, List.of(), false, false, true, List.of(), List.of());
        UnitPicture picture = new UnitPicture(
                tick, image, null, "IDLE", "AUTOMATIC", verdict, List.of(), List.of(), List.of(), List.of(), null);
        frames.take(picture, 1, tick.at());
        tick = tick.next(Duration.ofMillis(100));
    }

    private JsonNode data(Buffer event) throws Exception {
        String text = event.toString();
        return json.readTree(text.substring(text.indexOf("data: ") + 6));
    }

    @Test
    void theFirstFrameHoldsEveryTagAndEveryPart() throws Exception {
        turn(0.5012345678, 1, Quality.GOOD, List.of("CATHODE_OFF"));
        JsonNode all = data(frames.snapshot());
        assertThat(all.path("tags")).hasSize(tags.size());
        assertThat(all.path("tags").path("chamber.pressure").path("v").asDouble())
                .isEqualTo(0.50123);
        assertThat(all.path("tags").path("door.is_closed").path("v").asText()).isEqualTo("YES");
        assertThat(all.path("tags").path("cooling.flow").path("v").isNull()).isTrue();
        assertThat(all.path("tags").path("cooling.flow").path("q").asText()).isEqualTo("BAD");
        assertThat(all.path("run").isNull()).isTrue();
        assertThat(all.path("verdict").path("tripped").get(0).asText()).isEqualTo("CATHODE_OFF");
    }

    @Test
    void aDeltaHoldsWhatChangedAndNothingElse() throws Exception {
        turn(0.5, 1, Quality.GOOD, List.of("CATHODE_OFF"));
        turn(0.5, 1, Quality.UNCERTAIN, List.of("CATHODE_OFF"));
        JsonNode delta = data(frames.since(0));
        assertThat(delta.path("tags")).hasSize(1);
        assertThat(delta.path("tags").path("door.is_closed").path("q").asText()).isEqualTo("UNCERTAIN");
        assertThat(delta.has("verdict")).isFalse();
        assertThat(delta.has("run")).isFalse();

        turn(0.5, 1, Quality.UNCERTAIN, List.of());
        assertThat(data(frames.since(1)).path("verdict").path("tripped")).isEmpty();
    }

    @Test
    void whoMissedSomeTurnsGetsAllOfThemInOne() throws Exception {
        turn(0.5, 1, Quality.GOOD, List.of());
        turn(0.6, 1, Quality.GOOD, List.of());
        turn(0.6, 0, Quality.GOOD, List.of());
        JsonNode missed = data(frames.since(0));
        assertThat(missed.path("tick").asLong()).isEqualTo(2);
        assertThat(missed.path("tags").path("chamber.pressure").path("v").asDouble())
                .isEqualTo(0.6);
        assertThat(missed.path("tags").path("door.is_closed").path("v").asText())
                .isEqualTo("NO");
    }
}
