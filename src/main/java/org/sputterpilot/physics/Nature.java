package org.sputterpilot.physics;

/** Constants of nature and of the elements on the tool; nothing here is uncertain enough to calibrate. */
public final class Nature {
    public static final double ELEMENTARY_CHARGE_C = 1.602176634e-19;
    public static final double BOLTZMANN_J_PER_K = 1.380649e-23;
    public static final double AVOGADRO_PER_MOL = 6.02214076e23;
    public static final double ATOMIC_MASS_KG = 1.66053906660e-27;
    public static final double STEFAN_BOLTZMANN = 5.670374419e-8;

    public static final double OXYGEN_MOLECULE_KG = 31.998 * ATOMIC_MASS_KG;
    public static final double TITANIUM_KG_PER_MOL = 0.047867;
    public static final double TITANIUM_DIOXIDE_KG_PER_MOL = 0.079866;

    private Nature() {}
}
