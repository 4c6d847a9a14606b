package org.sputterpilot.film;

import org.sputterpilot.physics.Gas;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.units.GasFlow;
import org.sputterpilot.units.Power;
import org.sputterpilot.units.Pressure;
import org.sputterpilot.units.Thickness;

/**
 * What the cathode is asked to do, and for which film.
 *
 * @param argonPressure pressure of the argon before oxygen is let in; the throttle is frozen there
 * @param target thickness at which the shutter closes
 */
public record SetPoints(Power power, GasFlow argon, GasFlow oxygen, Pressure argonPressure, Thickness target) {

    /** The pressure a flow of argon keeps up against the tool's own pumping speed. */
    public static Pressure argonPressure(ToolParameters tool, GasFlow argon) {
        return Pressure.ofPascal(Gas.pressurePa(argon.sccm(), tool.pumpingSpeedM3PerS(), tool.gasTemperatureK()));
    }

    /** Pumping speed of the throttle frozen at that pressure. */
    double speedM3PerS(ToolParameters tool) {
        return Gas.throughputPaM3PerS(argon.sccm(), tool.gasTemperatureK()) / argonPressure.pascal();
    }

    /** The same with every power and flow and the pressure multiplied. */
    SetPoints times(double powerTimes, double argonTimes, double oxygenTimes, double pressureTimes) {
        return new SetPoints(
                Power.ofWatt(power.watt() * powerTimes),
                GasFlow.ofSccm(argon.sccm() * argonTimes),
                GasFlow.ofSccm(oxygen.sccm() * oxygenTimes),
                Pressure.ofPascal(argonPressure.pascal() * pressureTimes),
                target);
    }
}
