package org.sputterpilot.physics;

/** What the target has lost, counted in atoms: a metallic hour wears it nine times as fast as a poisoned one. */
public final class Erosion {
    private Erosion() {}

    /** Atoms in the whole groove down to the depth at which the target must come out. */
    public static double grooveAtoms(double targetRadiusM, double depthM, double utilisation, double densityKgPerM3) {
        double atomsPerM3 = densityKgPerM3 / Nature.TITANIUM_KG_PER_MOL * Nature.AVOGADRO_PER_MOL;
        return utilisation * Math.PI * targetRadiusM * targetRadiusM * depthM * atomsPerM3;
    }

    /** Atoms in the groove of a tool. */
    public static double grooveAtoms(ToolParameters tool) {
        return grooveAtoms(
                tool.targetRadiusM(),
                tool.value(ToolParameter.GROOVE_DEPTH),
                tool.value(ToolParameter.GROOVE_UTILISATION),
                tool.metalDensityKgPerM3());
    }

    /** What the depth of the groove leaves of the rate. */
    public static double rateFactor(double eroded, double loss) {
        return 1 - loss * eroded;
    }
}
