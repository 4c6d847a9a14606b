package org.sputterpilot.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two engineers edited the same draft. */
class TextMergeTest {
    private static final String BASE = "power: 150 W\nargon: 20 sccm\noxygen: 4 sccm\npressure: 0.50 Pa\n";

    @Test
    void changesInDifferentLinesAreJoinedEvenSideBySide() {
        TextMerge merge = TextMerge.of(BASE, BASE.replace("150", "160"), BASE.replace("20 sccm", "22 sccm"));
        assertThat(merge.isClean()).isTrue();
        assertThat(merge.text()).isEqualTo(BASE.replace("150", "160").replace("20 sccm", "22 sccm"));
    }

    @Test
    void theSameLineChangedTwiceIsShownSideBySide() {
        TextMerge merge = TextMerge.of(BASE, BASE.replace("150", "160"), BASE.replace("150", "170"));
        assertThat(merge.conflicts()).singleElement().satisfies(c -> {
            assertThat(c.line()).isEqualTo(1);
            assertThat(c.base()).isEqualTo("power: 150 W\n");
            assertThat(c.yours()).isEqualTo("power: 160 W\n");
            assertThat(c.theirs()).isEqualTo("power: 170 W\n");
        });
        assertThat(merge.text()).startsWith("<<<<<<< yours\npower: 160 W\n=======\npower: 170 W\n>>>>>>> theirs\n");
    }

    @Test
    void theSameChangeTwiceIsOneChange() {
        TextMerge merge = TextMerge.of(BASE, BASE.replace("150", "160"), BASE.replace("150", "160"));
        assertThat(merge.isClean()).isTrue();
        assertThat(merge.text()).isEqualTo(BASE.replace("150", "160"));
    }

    @Test
    void anUnknownBaseMakesEveryDifferenceAQuestion() {
        assertThat(TextMerge.of("", "a\n", "b\n").isClean()).isFalse();
    }

    @Test
    void lineEndsStayAsTheyWere() {
        String dos = BASE.replace("\n", "\r\n");
        assertThat(TextMerge.of(dos, dos.replace("150", "160"), dos.replace("0.50", "0.60"))
                        .text())
                .isEqualTo(dos.replace("150", "160").replace("0.50", "0.60"));
    }

    /** Whoever changed nothing gets the other's text; and a clean merge holds each side's changed lines. */
    @Test
    void mergingWithWhoChangedNothingGivesTheOthersText() {
        for (long seed = 1; seed <= 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                lines.add("line " + random.nextInt(12) + "\n");
            }
            String base = String.join("", lines);
            String other = edited(lines, random);
            assertThat(TextMerge.of(base, other, base).text())
                    .as("seed %d", seed)
                    .isEqualTo(other);
            assertThat(TextMerge.of(base, base, other).text())
                    .as("seed %d", seed)
                    .isEqualTo(other);
            assertThat(TextMerge.of(base, other, other)).as("seed %d", seed).satisfies(m -> {
                assertThat(m.isClean()).isTrue();
                assertThat(m.text()).isEqualTo(other);
            });
        }
    }

    private static String edited(List<String> lines, SplittableRandom random) {
        List<String> other = new ArrayList<>(lines);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(other.size());
            switch (random.nextInt(3)) {
                case 0 -> other.remove(at);
                case 1 -> other.add(at, "new " + random.nextInt(9) + "\n");
                default -> other.set(at, "changed " + random.nextInt(9) + "\n");
            }
        }
        return String.join("", other);
    }
}
