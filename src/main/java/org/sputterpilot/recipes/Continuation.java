package org.sputterpilot.recipes;

import org.sputterpilot.units.Thickness;

/**
 * Half a film that another run goes on with: same foil, same slot, a layer boundary between them.
 *
 * @param run the run that made the first part
 * @param done film on the foil already, estimate
 * @param sigma its one sigma; the two parts were made apart, so sigmas add in quadrature
 * @param pass number of this pass, 2 or more
 * @param vacuumBroken whether the foil has seen air between the two
 * @param deviation number of the deviation under which it may go on
 */
public record Continuation(
        String run, Thickness done, Thickness sigma, int pass, boolean vacuumBroken, String deviation) {

    /** The whole film, once a further part has grown. */
    public Thickness total(Thickness more) {
        return Thickness.ofMetre(done.metre() + more.metre());
    }

    /** One sigma of the whole film. */
    public Thickness totalSigma(Thickness moreSigma) {
        return Thickness.ofMetre(Math.hypot(sigma.metre(), moreSigma.metre()));
    }
}
