package org.sputterpilot.physics;

/**
 * How many target atoms one ion knocks out at normal incidence: the empirical formula of Yamamura and Tawara (1996).
 *
 * @param ionNumber atomic number of the ion
 * @param ionMassU mass of the ion
 * @param targetNumber atomic number of the target
 * @param targetMassU mass of a target atom
 * @param surfaceBindingEv energy that holds an atom in the surface
 * @param q fit parameter Q of the target
 * @param w fit parameter W of the target
 * @param s fit exponent of the target
 */
public record SputterYield(
        int ionNumber,
        double ionMassU,
        int targetNumber,
        double targetMassU,
        double surfaceBindingEv,
        double q,
        double w,
        double s) {

    /** Argon on titanium, with the numbers of the 1996 table. */
    public static final SputterYield ARGON_ON_TITANIUM = new SputterYield(18, 39.948, 22, 47.90, 4.85, 0.54, 2.57, 2.5);

    /** Ion energy below which nothing is sputtered. */
    public double thresholdEv() {
        double sum = ionMassU + targetMassU;
        double transfer = 4 * ionMassU * targetMassU / (sum * sum);
        return ionMassU <= targetMassU
                ? surfaceBindingEv * (1 + 5.7 * ionMassU / targetMassU) / transfer
                : 6.7 * surfaceBindingEv / transfer;
    }

    /** Atoms per ion of an energy. */
    public double at(double energyEv) {
        double threshold = thresholdEv();
        if (energyEv <= threshold) {
            return 0;
        }
        double z1 = ionNumber;
        double z2 = targetNumber;
        double sum = ionMassU + targetMassU;
        double ratio = targetMassU / ionMassU;
        double alpha = ionMassU <= targetMassU
                ? 0.249 * Math.pow(ratio, 0.56) + 0.0035 * Math.pow(ratio, 1.5)
                : 0.0875 * Math.pow(ratio, -0.15) + 0.165 * ratio;
        double screening = Math.cbrt(z1 * z1) + Math.cbrt(z2 * z2);
        double root = Math.sqrt(screening);
        double eps = 0.03255 / (z1 * z2 * root) * targetMassU / sum * energyEv;
        double sqrtEps = Math.sqrt(eps);
        double electronic = 0.079
                * Math.pow(sum, 1.5)
                / (Math.pow(ionMassU, 1.5) * Math.sqrt(targetMassU))
                * Math.cbrt(z1 * z1)
                * Math.sqrt(z2)
                / Math.pow(screening, 0.75);
        double reduced =
                3.441 * sqrtEps * Math.log(eps + 2.718) / (1 + 6.355 * sqrtEps + eps * (6.882 * sqrtEps - 1.708));
        double nuclear = 84.78 * z1 * z2 / root * ionMassU / sum * reduced;
        double gamma = w / (1 + Math.pow(ionMassU / 7, 3));
        return 0.042
                * q
                * alpha
                / surfaceBindingEv
                * nuclear
                / (1 + gamma * electronic * Math.pow(eps, 0.3))
                * Math.pow(1 - Math.sqrt(threshold / energyEv), s);
    }
}
