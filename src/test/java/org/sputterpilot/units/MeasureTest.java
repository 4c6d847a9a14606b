package org.sputterpilot.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasureTest {

    @ParameterizedTest
    @CsvSource({
        "0.50 Pa, PRESSURE, 0.5",
        "5e-4 Pa, PRESSURE, 0.0005",
        "3 mTorr, PRESSURE, 0.39996710526",
        "20 sccm, GAS_FLOW, 20",
        "250 W, POWER, 250",
        "32 nm, LENGTH, 3.2e-8",
        "4.7 nm/min, SPEED, 7.8333333e-11",
        "1.5 L/min, VOLUME_FLOW, 2.5e-5",
        "45 °C, TEMPERATURE, 318.15",
        "-20 °C, TEMPERATURE, 253.15",
        "10 V/min, VOLTAGE_RATE, 0.16666666667",
        "5e-5 Pa m3/s, LEAK_RATE, 5e-5",
        "90 s, TIME, 90",
        "80 %, FRACTION, 0.8",
        "600 1/min, FREQUENCY, 10",
    })
    void aNumberWithItsUnitIsReadInBaseUnits(String text, Dimension dimension, double base) {
        Measure measure = Measure.parse(text);

        assertThat(measure.dimension()).isEqualTo(dimension);
        assertThat(measure.base()).isCloseTo(base, within(Math.abs(base) * 1e-8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Pa",
                "0.5",
                "0.5 parsec",
                "NaN Pa",
                "1e999 Pa",
                "0,5 Pa",
                "0x10 Pa",
                "five Pa",
                "Infinity W",
                "0.5 PA"
            })
    void whatIsNoFiniteNumberWithAKnownUnitIsRefused(String text) {
        assertThatThrownBy(() -> Measure.parse(text)).isInstanceOf(Measure.Unreadable.class);
    }

    @Test
    void aUnitOfAnotherDimensionIsRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> Measure.parse("20 W", Dimension.GAS_FLOW))
                .hasMessageContaining("20 W")
                .hasMessageContaining("gas flow")
                .hasMessageContaining("1 sccm");
    }

    @Test
    void everyUnitOfTheTableReadsBackWhatItWrote() {
        for (Unit unit : Unit.all()) {
            if (!unit.symbol().isEmpty()) {
                Measure written = new Measure(unit.toBase(12.5), unit);
                assertThat(Measure.parse(written.toString()).base())
                        .as(unit.symbol())
                        .isCloseTo(written.base(), within(Math.abs(written.base()) * 1e-9));
            }
        }
    }

    @Test
    void smallNumbersSurvive() {
        assertThat(Measure.parse("3e-6 Pa").toString()).isEqualTo("3e-6 Pa");
        assertThat(Numbers.plain(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Numbers.plain(-4.2e-4)).isEqualTo("-4.2e-4");
        assertThat(Numbers.plain(101325)).isEqualTo("101325");
        assertThat(Numbers.plain(0)).isEqualTo("0");
    }

    @Test
    void arithmeticThatMeansSomethingIsAMethod() {
        assertThat(DepositionRate.ofNanometrePerMinute(2)
                        .over(Duration.ofMinutes(16))
                        .nanometres())
                .isCloseTo(32, within(1e-9));
        assertThat(Power.ofWatt(150).on(45.6e-4).wattPerSquareMetre()).isCloseTo(32894.7, within(0.1));
        assertThat(Power.ofWatt(150).over(Duration.ofHours(1)).wattHour()).isCloseTo(150, within(1e-9));
        assertThat(Temperature.ofCelsius(45).kelvin()).isEqualTo(318.15);
        assertThat(Thickness.ofNanometres(31)).isLessThan(Thickness.ofNanometres(32));
    }
}
