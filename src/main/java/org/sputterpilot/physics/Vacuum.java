package org.sputterpilot.physics;

/** Pumping a vessel down, watching it rise with the valves shut, and gas that comes with a delay. */
public final class Vacuum {
    private Vacuum() {}

    /** Pressure after pumping a tight vessel for a time at constant speed. */
    public static double pumpedPa(double startPa, double speedM3PerS, double volumeM3, double seconds) {
        return startPa * Math.exp(-speedM3PerS * seconds / volumeM3);
    }

    /**
     * One step of a pump-down, exact for constant speed and gas load within the step.
     *
     * @param gasLoadPaM3PerS what walls, seals and leaks give
     */
    public static double pumpStepPa(
            double pressurePa, double speedM3PerS, double volumeM3, double gasLoadPaM3PerS, double seconds) {
        if (speedM3PerS <= 0) {
            return pressurePa + gasLoadPaM3PerS / volumeM3 * seconds;
        }
        double settled = gasLoadPaM3PerS / speedM3PerS;
        return settled + (pressurePa - settled) * Math.exp(-speedM3PerS * seconds / volumeM3);
    }

    /**
     * What the walls give off after a time under vacuum: falls with the time to a power.
     *
     * @param atOneHourPaM3PerSM2 load per wall area after one hour
     */
    public static double outgassingPaM3PerS(
            double atOneHourPaM3PerSM2, double wallM2, double exponent, double seconds) {
        return atOneHourPaM3PerSM2 * wallM2 * Math.pow(3600 / seconds, exponent);
    }

    /**
     * How long it takes from air to a base pressure: roughing at constant speed, then against walls whose gas load
     * falls as one over the time.
     *
     * @param roomPa where it begins
     * @param crossoverPa where roughing ends
     * @param roughingM3PerS pumping speed until then
     * @param basePa where it ends
     * @param highVacuumM3PerS pumping speed at the end
     * @param wallLoadPaM3PerS gas load of the walls after one hour
     */
    public static double pumpDownSeconds(
            double roomPa,
            double crossoverPa,
            double roughingM3PerS,
            double basePa,
            double highVacuumM3PerS,
            double wallLoadPaM3PerS,
            double volumeM3) {
        double roughing = volumeM3 / roughingM3PerS * Math.log(Math.max(1, roomPa / crossoverPa));
        return Math.max(roughing, wallLoadPaM3PerS * 3600 / (highVacuumM3PerS * basePa));
    }

    /** Gas load that lifts the pressure of a shut vessel. */
    public static double rateOfRisePaM3PerS(double risePa, double seconds, double volumeM3) {
        return volumeM3 * risePa / seconds;
    }

    /** Flow a controller gives a time after its set point changed: nothing for the dead time, then first order. */
    public static double controlledFlow(double setTo, double from, double seconds, double lagS, double deadS) {
        return seconds <= deadS ? from : setTo + (from - setTo) * Math.exp(-(seconds - deadS) / lagS);
    }

    /** Speed of a pump behind a throttle: both in series. */
    public static double throttledM3PerS(double pumpM3PerS, double conductanceM3PerS) {
        return pumpM3PerS <= 0 ? 0 : pumpM3PerS * conductanceM3PerS / (pumpM3PerS + conductanceM3PerS);
    }

    /**
     * Breakdown voltage of a gap after Paschen; only a lower bound for a magnetron.
     *
     * @param a ionisation constant in 1/(Torr cm)
     * @param b ionisation constant in V/(Torr cm)
     * @param electronYield electrons per ion at the cathode
     * @return infinity where no voltage breaks the gap down
     */
    public static double paschenV(double torrCm, double a, double b, double electronYield) {
        double denominator = Math.log(a * torrCm) - Math.log(Math.log(1 + 1 / electronYield));
        return denominator <= 0 ? Double.POSITIVE_INFINITY : b * torrCm / denominator;
    }
}
