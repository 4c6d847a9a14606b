package org.sputterpilot.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sputterpilot.plant.CalibrationReader;
import org.sputterpilot.plant.Faults;

class RateModelTest {
    private final ToolParameters tool = ToolParameters.reference();
    private final RateModel model = RateModel.of(tool);

    @Test
    void poisonedTargetIsFiveTimesSlowerThanMetal() {
        double metal = model.metallic(150, 0.5).rateMPerS();
        double poisoned = model.poisonedByFlow(150, 20, 0.5, 4).rateMPerS();
        assertThat(poisoned / metal).isBetween(0.19, 0.22);
    }

    @Test
    void rateNearAPointFollowsTheFullModel() {
        OperatingPoint at150 = model.poisonedByFlow(150, 20, 0.5, 4);
        OperatingPoint at160 = model.poisonedByFlow(160, 20, 0.5, 4);
        assertThat(at150.rateNear(160, at150.pressurePa()) / at160.rateMPerS()).isCloseTo(1, within(1e-3));
        assertThat(at150.powerElasticity()).isCloseTo(1.09, within(0.02));
        assertThat(at150.rateNear(0, 0.5)).isZero();
    }

    @Test
    void foldsRiseWithThePower() {
        double at100 = model.folds(100, 0.5, 0.075).orElseThrow().upSccm();
        double at200 = model.folds(200, 0.5, 0.075).orElseThrow().upSccm();
        assertThat(at100).isCloseTo(0.604, within(0.002));
        assertThat(at200 / at100).isBetween(1.9, 2.05);
    }

    @Test
    void simulationStepFollowsTheReferenceStep() {
        PoweredCathode cathode = PoweredCathode.stepping(tool);
        cathode.set(150, 0.5, 1);
        ReactiveBalance fast = new ReactiveBalance(tool, cathode, 0.5, 0.075);
        ReactiveBalance exact = ReactiveBalance.atPower(tool, 150, 0.5);
        double[] y = {0, 0, 0};
        double[] z = {0, 0, 0};
        Emission emission = new Emission();
        double fastAt = 0;
        double exactAt = 0;
        for (int i = 1; i <= 600; i++) {
            fast.step(y, 4, 0.5, 0.075, emission, 0.010);
            for (int k = 0; k < 20; k++) {
                exact.referenceStep(z, 4, 0.0005);
            }
            fastAt = fastAt == 0 && y[0] > 0.5 ? i * 0.010 : fastAt;
            exactAt = exactAt == 0 && z[0] > 0.5 ? i * 0.010 : exactAt;
        }
        assertThat(fastAt).as("seconds until half poisoned").isPositive().isCloseTo(exactAt, within(0.05));
        assertThat(y[0]).isCloseTo(z[0], within(1e-4));
        assertThat(y[2]).isCloseTo(z[2], within(1e-4));
    }

    /** A rate that grows a little slower than power has a negative excess, and must not be infinite at none. */
    @Test
    void withoutPowerNothingGrowsWhateverThePowerLaw() {
        for (double excess : new double[] {-0.1, 0.1}) {
            ToolParameters learned = tool.with(ToolParameter.POWER_EXCESS, excess);
            assertThat(learned.powerFactor(0)).as("excess %s", excess).isZero();
            assertThat(learned.powerFactor(300)).as("excess %s", excess).isCloseTo(Math.pow(2, excess), within(1e-9));
        }
    }

    @Test
    void plantFilesSayWhatTheReferenceToolIs() {
        Faults faults = new Faults();
        ToolParameters shipped = CalibrationReader.read(Path.of("."), faults);

        assertThat(faults.sorted()).isEmpty();
        for (ToolParameter parameter : ToolParameter.values()) {
            double got = shipped.value(parameter);
            // four digits are what a plant file says of a number like two hundred over a hundred and fifty
            assertThat(got).as(parameter.key()).isCloseTo(parameter.reference(), within(1e-4 * Math.abs(got)));
        }
    }
}
