package org.sputterpilot.historian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void keysAreInOrderWhateverTheirOrderWas() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", List.of(true, "x"));
        assertThat(CanonicalJson.of(map)).isEqualTo("{\"a\":[true,\"x\"],\"b\":1}");
    }

    @Test
    void numbersHaveTheShortestDigitsThatReadBack() {
        assertThat(CanonicalJson.of(Arrays.asList(3e-6, 3.2e-6, 0.1, 32.0, -0.0, 1e21, 1.5e22, 1e-7, 123456.789)))
                .isEqualTo("[0.000003,0.0000032,0.1,32,0,1e+21,1.5e+22,1e-7,123456.789]");
        // the platform's own text of this number had too many digits before Java 19
        assertThat(CanonicalJson.of(2.0e-3)).isEqualTo("0.002");
        assertThat(CanonicalJson.of(2.2250738585072014E-308)).isEqualTo("2.2250738585072014e-308");
    }

    @Test
    void everyNumberReadsBackAsItself() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(CanonicalJson.of(number))).isEqualTo(number);
            }
        }
    }

    @Test
    void whatIsNotKnownIsNull() {
        assertThat(CanonicalJson.of(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, null)))
                .isEqualTo("[null,null,null]");
        assertThat(CanonicalJson.of(List.of(List.of(), Map.of()))).isEqualTo("[[],{}]");
    }

    @Test
    void textIsEscaped() {
        assertThat(CanonicalJson.of("a\"b\\c\nd\u0001µ")).isEqualTo("\"a\\\"b\\\\c\\nd\\u0001µ\"");
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.of(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
