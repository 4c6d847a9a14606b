package org.sputterpilot.sim;

import java.util.List;
import org.sputterpilot.physics.Crystal;
import org.sputterpilot.physics.Erosion;
import org.sputterpilot.physics.Place;
import org.sputterpilot.physics.Racetrack;
import org.sputterpilot.physics.Ring;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.physics.Transport;

/** The film that really grows: on every site of the holder, which turns beside the axis, and on the crystal. */
final class Growth {
    private static final int ANGLES = 90;
    private static final double CRYSTAL_HZ = 6e6;
    private static final double SHOCK_S = 60;

    /** Shipped holder: the axis, and four coupons around it. */
    static final List<Site> SHIPPED = List.of(
            new Site("1", 0, 0),
            new Site("2", 0.018, 0),
            new Site("3", 0, 0.018),
            new Site("4", -0.018, 0),
            new Site("5", 0, -0.018));

    private final ToolParameters tool;
    private final double crystalShare;
    private List<Site> sites = SHIPPED;
    private double[][] shares;
    private double[] filmM;
    private double turnedRad;
    private double crystalM;
    private double shockHz;
    private double wander;
    private double crystalHz = CRYSTAL_HZ;

    final Valve shutter = new Valve("shutter", 0.3, false);
    final Valve crystalShutter = new Valve("crystal", 0.3, false);
    double rotationHz;

    Growth(ChamberTruth truth) {
        tool = truth.tool;
        crystalM = truth.crystalLoadM;
        crystalShare = truth.tooling * Place.holderOf(tool).share(Racetrack.of(tool), tool.throwDistanceM());
        load(SHIPPED);
    }

    /** Fresh foil on these sites. */
    void load(List<Site> onto) {
        sites = List.copyOf(onto);
        filmM = new double[sites.size()];
        shares = new double[sites.size()][ANGLES];
        Racetrack racetrack = Racetrack.of(tool);
        for (int s = 0; s < sites.size(); s++) {
            Site site = sites.get(s);
            double spot = Math.hypot(site.xM(), site.yM());
            double start = Math.atan2(site.yM(), site.xM());
            for (int a = 0; a < ANGLES; a++) {
                double angle = start + (a + 0.5) * 2 * Math.PI / ANGLES;
                shares[s][a] = spot == 0 && a > 0
                        ? shares[s][0]
                        : racetrack.share(tool.throwDistanceM(), Ring.distance(tool.holderOffsetM(), spot, angle));
            }
        }
    }

    List<Site> sites() {
        return sites;
    }

    double filmM(int site) {
        return filmM[site];
    }

    /** @param lostS time without power within this step */
    void step(double filmM3PerS, double totalPa, double eroded, double lostS, Chance chance, double seconds) {
        turnedRad = (turnedRad + 2 * Math.PI * rotationHz * seconds) % (2 * Math.PI);
        shockHz *= Math.exp(-seconds / SHOCK_S);
        if (filmM3PerS <= 0) {
            wander = 0;
            return;
        }
        double arrived =
                Math.pow(Transport.share(totalPa, tool.throwDistanceM(), tool.stoppingPaM()), tool.transportExponent())
                        * tool.calibration()
                        * Erosion.rateFactor(eroded, tool.value(ToolParameter.EROSION_RATE_LOSS));
        wander += tool.value(ToolParameter.RATE_WALK) * Math.sqrt(seconds) * chance.bell();
        double grown = filmM3PerS * arrived * (1 + wander) * (seconds - lostS);
        double leak = tool.value(ToolParameter.SHUTTER_LEAKAGE);
        double through = shutter.position + (1 - shutter.position) * leak;
        int angle = (int) (turnedRad / (2 * Math.PI) * ANGLES) % ANGLES;
        for (int s = 0; s < filmM.length; s++) {
            filmM[s] += grown * through * shares[s][angle];
        }
        crystalM += grown * crystalShare * crystalShutter.position;
    }

    /** Sudden warmth on the crystal: plasma or shutter came on. */
    void shock(Chance chance) {
        shockHz += 5 + 20 * chance.uniform();
    }

    double crystalHz(Chance chance) {
        crystalHz = Crystal.loadedHz(
                CRYSTAL_HZ, crystalM, tool.filmDensityKgPerM3(), tool.value(ToolParameter.ACOUSTIC_RATIO), crystalHz);
        return crystalHz + shockHz + 0.1 * chance.bell();
    }

    void keep(Ledger ledger) {
        int count = ledger.keep("film.sites", sites.size());
        if (!ledger.writes()) {
            Site[] kept = new Site[count];
            for (int s = 0; s < count; s++) {
                String slot = ledger.keepText("film.site." + s + ".slot", "");
                kept[s] = new Site(
                        slot, ledger.keep("film.site." + s + ".x", 0.0), ledger.keep("film.site." + s + ".y", 0.0));
            }
            load(List.of(kept));
        } else {
            for (int s = 0; s < count; s++) {
                ledger.keepText("film.site." + s + ".slot", sites.get(s).slot());
                ledger.keep("film.site." + s + ".x", sites.get(s).xM());
                ledger.keep("film.site." + s + ".y", sites.get(s).yM());
            }
        }
        ledger.keep("film.thickness", filmM);
        turnedRad = ledger.keep("film.turned", turnedRad);
        crystalM = ledger.keep("film.crystal", crystalM);
        shockHz = ledger.keep("film.shock", shockHz);
        wander = ledger.keep("film.wander", wander);
        crystalHz = ledger.keep("film.crystal_hz", crystalHz);
        shutter.keep(ledger);
        crystalShutter.keep(ledger);
        rotationHz = ledger.keep("film.rotation", rotationHz);
    }
}
