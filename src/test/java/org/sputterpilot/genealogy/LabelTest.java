package org.sputterpilot.genealogy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {
    /** The example of the release identifiers that use the same standard. */
    @ParameterizedTest
    @CsvSource({"A12425GABC1234002, M"})
    void theCheckCharacterIsTheStandards(String text, char check) {
        assertThat(CheckCharacter.of(text)).isEqualTo(check);
    }

    @Test
    void aLabelIsReadWithAndWithoutItsCheckCharacter() {
        String printed = Label.printed("ZF-25-0031-C09");
        assertThat(printed).matches("ZF-25-0031-C09-[0-9A-Z]");
        assertThat(Label.read(printed)).isEqualTo(new Label("ZF-25-0031-C09", true));
        assertThat(Label.read(" zf-25-0031-c09 ")).isEqualTo(new Label("ZF-25-0031-C09", false));
        assertThat(Label.read("http://x/y/" + printed).verified()).isTrue();
        assertThat(Label.read("PVD-01-260301-080000")).isEqualTo(new Label("PVD-01-260301-080000", false));
        assertThat(Label.printed("PVD-01-260301-080000")).isEqualTo("PVD-01-260301-080000");
        assertThatThrownBy(() -> Label.read(" ")).isInstanceOf(Label.WrongLabelException.class);
    }

    @Test
    void everyMisreadCharacterIsFoundAndNearlyEveryExchange() {
        long seed = 37_36;
        Random random = new Random(seed);
        int exchanged = 0;
        int missed = 0;
        for (int i = 0; i < 2000; i++) {
            String text = "CL-25-%04d".formatted(random.nextInt(10_000));
            int at = 6 + random.nextInt(3);
            char[] misread = text.toCharArray();
            misread[at] = (char) ('0' + (misread[at] - '0' + 1 + random.nextInt(9)) % 10);
            String given = new String(misread) + "-" + CheckCharacter.of(text);
            assertThatThrownBy(() -> Label.read(given))
                    .as("seed %d: %s read as %s", seed, text, given)
                    .isInstanceOf(Label.WrongLabelException.class);
            char[] swapped = text.toCharArray();
            swapped[at] = text.charAt(at + 1);
            swapped[at + 1] = text.charAt(at);
            if (swapped[at] != swapped[at + 1]) {
                exchanged++;
                missed += CheckCharacter.of(new String(swapped)) == CheckCharacter.of(text) ? 1 : 0;
            }
        }
        assertThat(missed).as("of %d exchanges, seed %d", exchanged, seed).isLessThan(exchanged / 20);
    }
}
