package org.sputterpilot.celltests;

/**
 * What has to be known of a cell and its test before its numbers mean something; NaN where nobody has written it down,
 * never a default.
 *
 * @param cellType ZN_ZN, ZN_CU, ZN_TI or ZN_MNO2
 * @param areaCm2 of the electrode
 * @param activeMassMg of the cathode's active material
 * @param foilUm thickness of the zinc foil
 * @param temperatureK of the chamber
 * @param currentMaCm2 planned current density
 * @param capacityMahCm2 planned capacity of a half-cycle
 */
public record Specimen(
        String cellType,
        double areaCm2,
        double activeMassMg,
        double foilUm,
        double temperatureK,
        double currentMaCm2,
        double capacityMahCm2) {
    /** Area of a disc. */
    public static double areaOf(double diameterMm) {
        return Math.PI * diameterMm * diameterMm / 400;
    }
}
