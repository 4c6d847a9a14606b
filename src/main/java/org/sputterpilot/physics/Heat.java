package org.sputterpilot.physics;

/** Where the heat goes: cooling water, the foil on its clamp, and zinc that evaporates when the foil gets too hot. */
public final class Heat {
    private static final double WATER_J_PER_M3_K = 997 * 4182.0;
    private static final double ZINC_J_PER_M3_K = 7140 * 388.0;

    private Heat() {}

    /** How much warmer the water comes back. */
    public static double waterRiseK(double powerW, double shareToWater, double flowM3PerS) {
        return shareToWater * powerW / (WATER_J_PER_M3_K * flowM3PerS);
    }

    /** Heat a water flow carries per kelvin. */
    public static double waterWattPerK(double flowM3PerS) {
        return WATER_J_PER_M3_K * flowM3PerS;
    }

    /**
     * Temperature of a zinc foil after a time under the plasma: radiates on both sides, leans on a clamp.
     *
     * @param heatWPerM2 heat flux from the plasma
     * @param contactWPerM2K heat transfer to the clamp; 0 hangs free
     */
    public static double foilK(
            double heatWPerM2,
            double seconds,
            double thicknessM,
            double emissivity,
            double contactWPerM2K,
            double startK,
            double sinkK) {
        double capacity = ZINC_J_PER_M3_K * thicknessM;
        int steps = Math.max(10, (int) Math.ceil(seconds / 0.1));
        double step = seconds / steps;
        double t = startK;
        for (int i = 0; i < steps; i++) {
            double k1 = foilKPerS(heatWPerM2, capacity, emissivity, contactWPerM2K, t, sinkK);
            double k2 = foilKPerS(heatWPerM2, capacity, emissivity, contactWPerM2K, t + step / 2 * k1, sinkK);
            t += step * k2;
        }
        return t;
    }

    /** How fast a foil of a heat capacity (J/m²K) warms. */
    public static double foilKPerS(
            double heatWPerM2,
            double capacityJPerM2K,
            double emissivity,
            double contactWPerM2K,
            double foilK,
            double sinkK) {
        double radiated = 2 * emissivity * Nature.STEFAN_BOLTZMANN * (Math.pow(foilK, 4) - Math.pow(sinkK, 4));
        return (heatWPerM2 - radiated - contactWPerM2K * (foilK - sinkK)) / capacityJPerM2K;
    }

    /** Vapour pressure of solid zinc (Alcock 1984): zinc spoils a vacuum system long before it melts. */
    public static double zincVapourPa(double temperatureK) {
        return 101325 * Math.pow(10, 6.102 - 6776 / temperatureK);
    }
}
