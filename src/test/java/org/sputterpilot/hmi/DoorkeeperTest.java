package org.sputterpilot.hmi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that a guard and a router could read differently are refused before either reads them. */
class DoorkeeperTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tags;x",
                "/api/v1/tags%3Bx",
                "/api/v1/tags%3bx",
                "/api//v1/tags",
                "/api/v1%2Ftags",
                "/api/v1/../v1/tags",
                "/api/v1/./tags",
                "/q/metrics/..",
                "/api/v1\\tags",
                "/api/v1/%2e%2e/tags",
                "/api/v1/tags%00",
                "/api/v1/%252e"
            })
    void oddSpellingsAreRefused(String path) {
        assertThat(Doorkeeper.isOdd(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/tags/chamber.pressure",
                "/assets/index-4f.js",
                "/api/v1/runs/PVD-01-1%20a",
                "/q/health"
            })
    void plainPathsPass(String path) {
        assertThat(Doorkeeper.isOdd(path)).isFalse();
    }
}
