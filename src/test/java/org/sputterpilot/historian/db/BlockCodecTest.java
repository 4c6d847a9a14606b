package org.sputterpilot.historian.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sputterpilot.signals.Quality;

class BlockCodecTest {
    private static final long START = 1_752_480_000_000_000_000L;

    private static Block roundTrip(Block block) {
        return BlockCodec.decode(block.tag(), BlockCodec.COLUMNS_DEFLATED, BlockCodec.encode(block));
    }

    private static void assertSame(Block read, Block written) {
        assertThat(read.size()).isEqualTo(written.size());
        for (int i = 0; i < written.size(); i++) {
            assertThat(Double.doubleToRawLongBits(read.value(i)))
                    .isEqualTo(Double.doubleToRawLongBits(written.value(i)));
            assertThat(read.at(i)).isEqualTo(written.at(i));
            assertThat(read.source(i)).isEqualTo(written.source(i));
            assertThat(read.quality(i)).isEqualTo(written.quality(i));
        }
    }

    /** A base pressure of 3e-6 Pa that comes back as 0 would pass every leak check. */
    @Test
    void smallNumbersComeBackBitForBit() {
        Block block = new Block("chamber.pressure_wide", "", "");
        double[] values = {3e-6, 3.2e-6, Double.MIN_VALUE, -0.0, 0, 1e308, Math.PI};
        for (int i = 0; i < values.length; i++) {
            block.add(i + 1, "", START + i * 100_000_000L, START, values[i], Quality.GOOD);
        }
        assertSame(roundTrip(block), block);
    }

    @Test
    void whatInstrumentsShouldNotSayIsKeptAsTheySaidIt() {
        Block block = new Block("chamber.pressure", "", "");
        double strangeNaN = Double.longBitsToDouble(0x7FF8_0000_0000_BEEFL);
        double[] values = {Double.NaN, strangeNaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        Quality[] qualities = {Quality.BAD, Quality.UNCERTAIN, Quality.GOOD, Quality.BAD};
        for (int i = 0; i < values.length; i++) {
            block.add(i + 1, "", START - i, Long.MIN_VALUE / 4 + i, values[i], qualities[i]);
        }
        assertSame(roundTrip(block), block);
    }

    @Test
    void anyTimesAndValuesComeBack() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            Block block = new Block("a.b", "", "");
            long unit = new long[] {1, 100, 1000, 1_000_000, 1_000_000_000}[random.nextInt(5)];
            long at = START;
            for (int i = 0; i < random.nextInt(300); i++) {
                at += random.nextInt(5000) * unit - 500 * unit;
                double value =
                        random.nextBoolean() ? random.nextGaussian() : Double.longBitsToDouble(random.nextLong());
                block.add(i + 1, "", at, at - random.nextInt(9) * unit, value, Quality.values()[random.nextInt(3)]);
            }
            assertSame(roundTrip(block), block);
        }
    }

    @Test
    void aSteadyReadingTakesLessThanOneBytePerSample() {
        Block block = new Block("a.b", "", "");
        for (int i = 0; i < Block.LARGEST; i++) {
            block.add(i + 1, "", START + i * 100_000_000L, START + i * 100_000_000L, 0.5, Quality.GOOD);
        }
        assertThat(BlockCodec.encode(block).length).isLessThan(Block.LARGEST / 20);
    }

    @Test
    void everyFlippedBitIsNoticed() {
        Block block = new Block("a.b", "", "");
        for (int i = 0; i < 20; i++) {
            block.add(i + 1, "", START + i, START, i * 0.1, Quality.GOOD);
        }
        byte[] payload = BlockCodec.encode(block);
        long checksum = BlockCodec.checksum("a.b", 1, 20, 20, payload);
        for (int bit = 0; bit < payload.length * 8; bit++) {
            payload[bit / 8] ^= 1 << bit % 8;
            assertThat(BlockCodec.checksum("a.b", 1, 20, 20, payload)).isNotEqualTo(checksum);
            payload[bit / 8] ^= 1 << bit % 8;
        }
        assertThat(BlockCodec.checksum("a.c", 1, 20, 20, payload))
                .as("moved to another tag")
                .isNotEqualTo(checksum);
        assertThat(BlockCodec.checksum("a.b", 2, 20, 20, payload))
                .as("moved in time")
                .isNotEqualTo(checksum);
    }

    @Test
    void rubbishIsRefusedNotDecoded() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] rubbish = new byte[random.nextInt(200)];
            random.nextBytes(rubbish);
            try {
                BlockCodec.decode("a.b", BlockCodec.COLUMNS_DEFLATED, rubbish);
            } catch (DamagedException expected) {
                // anything else that is thrown fails the test
            }
        }
        assertThatThrownBy(() -> BlockCodec.decode("a.b", 99, new byte[0])).isInstanceOf(DamagedException.class);
    }
}
