package org.sputterpilot.film;

import org.sputterpilot.physics.Crystal;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.signals.ProcessImage;

/** What the crystal carries, second by second, as film on the foil; and whether it can be asked at all. */
final class CrystalWatch {
    private static final double EVERY_S = 1;
    /** A crystal that shows less or more than these shares of its bare frequency is broken, not coated. */
    private static final double LEAST_SHARE = 0.8;

    private static final double MOST_SHARE = 1.01;

    private final FilmTags tags;
    private final FilmModel model;
    private boolean usable;
    private double sumHz;
    private double sumLagS;
    private int count;
    private double clockS;
    private double loadedNm = Double.NaN;
    private double lagS;

    CrystalWatch(FilmTags tags, FilmModel model) {
        this.tags = tags;
        this.model = model;
    }

    /** Takes a turn's reading; answers whether another second is complete. */
    boolean look(ProcessImage image, PlantClock clock, double seconds) {
        double hertz = image.number(tags.crystalHz);
        usable = image.number(tags.crystalOk) == 1
                && image.number(tags.crystalShutterOpen) == 1
                && hertz > LEAST_SHARE * model.crystalUnloadedHz()
                && hertz < MOST_SHARE * model.crystalUnloadedHz();
        if (!usable) {
            restart();
            return false;
        }
        sumHz += hertz;
        sumLagS += Math.max(0, (clock.nowNanos() - PlantClock.nanos(image.sourceTime(tags.crystalHz))) * 1e-9);
        count++;
        clockS += seconds;
        if (clockS < EVERY_S) {
            return false;
        }
        loadedNm = filmNm(sumHz / count);
        lagS = sumLagS / count;
        restart();
        return true;
    }

    private void restart() {
        sumHz = 0;
        sumLagS = 0;
        count = 0;
        clockS = 0;
    }

    /** Oscillating, open to the target, and within what a crystal can carry. */
    boolean usable() {
        return usable;
    }

    /** Film of the last whole second, since the crystal was bare. */
    double loadedNm() {
        return loadedNm;
    }

    /** How much older its readings were than the newest of the plant. */
    double lagS() {
        return lagS;
    }

    private double filmNm(double hertz) {
        return model.crystalTooling()
                * 1e9
                * Crystal.thicknessM(
                        model.crystalUnloadedHz(),
                        hertz,
                        model.tool().filmDensityKgPerM3(),
                        model.tool().value(ToolParameter.ACOUSTIC_RATIO));
    }
}
