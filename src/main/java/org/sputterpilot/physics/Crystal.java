package org.sputterpilot.physics;

/** The quartz crystal as a balance: film thickness from the fall of its frequency. */
public final class Crystal {
    private static final double QUARTZ_DENSITY = 2648;
    private static final double QUARTZ_SHEAR_PA = 2.947e10;
    /** Half the speed of shear waves in quartz: 1668 Hz m. */
    private static final double FREQUENCY_CONSTANT_HZ_M = Math.sqrt(QUARTZ_SHEAR_PA / QUARTZ_DENSITY) / 2;

    private Crystal() {}

    /** Mass per area behind one hertz (Sauerbrey), kg/m². */
    public static double massPerHertz(double unloadedHz) {
        return Math.sqrt(QUARTZ_DENSITY * QUARTZ_SHEAR_PA) / (2 * unloadedHz * unloadedHz);
    }

    /** Thickness behind a fall of frequency (Sauerbrey); good for a fresh crystal. */
    public static double sauerbreyM(double unloadedHz, double fallHz, double densityKgPerM3) {
        return fallHz * massPerHertz(unloadedHz) / densityKgPerM3;
    }

    /**
     * Thickness on a loaded crystal (Lu and Lewis). Differences between two moments are differences of two such values,
     * both from the unloaded frequency.
     *
     * @param acousticRatio quartz over film
     */
    public static double thicknessM(double unloadedHz, double loadedHz, double densityKgPerM3, double acousticRatio) {
        return FREQUENCY_CONSTANT_HZ_M
                * QUARTZ_DENSITY
                / (Math.PI * densityKgPerM3 * acousticRatio * loadedHz)
                * Math.atan(acousticRatio * Math.tan(Math.PI * (unloadedHz - loadedHz) / unloadedHz));
    }

    /** Frequency of a crystal that carries a film. */
    public static double loadedHz(double unloadedHz, double thicknessM, double densityKgPerM3, double acousticRatio) {
        return loadedHz(unloadedHz, thicknessM, densityKgPerM3, acousticRatio, unloadedHz);
    }

    /** The same from a guess nearby, for a film that grows. */
    public static double loadedHz(
            double unloadedHz, double thicknessM, double densityKgPerM3, double acousticRatio, double guessHz) {
        double perHertz = massPerHertz(unloadedHz) / densityKgPerM3;
        double hz = guessHz;
        for (int i = 0; i < 50; i++) {
            double miss = thicknessM(unloadedHz, hz, densityKgPerM3, acousticRatio) - thicknessM;
            double move = miss / perHertz;
            hz += move;
            if (Math.abs(move) < 1e-7) {
                break;
            }
        }
        return hz;
    }
}
