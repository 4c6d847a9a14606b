package org.sputterpilot.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sputterpilot.recipes.phases.Dwell;
import org.sputterpilot.recipes.phases.HeldNumber;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Measure;

/**
 * How closely one run's numbers are held: set points rise as slowly as the recipe says, and while film grows a reading
 * that strays is written down or holds the run. An interlock guards the equipment; this guards the film.
 */
final class HeldBands {
    /** One number with a band, and how it has been held in the present deposition. */
    private static final class Watched {
        private final HeldNumber held;
        private final RecipeParameter number;
        private final Dwell outsideWarn = new Dwell();
        private final Dwell outsideTrip = new Dwell();
        private double worst;
        private boolean warned;
        private boolean unknown;

        private Watched(HeldNumber held, RecipeParameter number) {
            this.held = held;
            this.number = number;
        }
    }

    private final List<RecipeParameter> ramped = new ArrayList<>();
    private final List<RecipeParameter> banded = new ArrayList<>();
    private List<Watched> watched = List.of();

    HeldBands(MasterRecipe recipe) {
        for (RecipeParameter number : recipe.formula()) {
            if (number.band().ramp().isPresent()) {
                ramped.add(number);
            }
            if (number.band().isWatched()) {
                banded.add(number);
            }
        }
    }

    /** Demands whose ramped set points have risen no faster than the recipe says. */
    Demands ramped(Demands before, Demands wanted, Tick tick) {
        Map<TagId, Double> slower = new TreeMap<>();
        for (RecipeParameter number : ramped) {
            TagId set = HeldNumber.of(number.name()).orElseThrow().setPoint();
            Double goal = wanted.values().get(set);
            double now = before.values().getOrDefault(set, 0.0);
            double rise =
                    number.value().base() / number.band().ramp().orElseThrow().base() * tick.seconds();
            if (goal != null && goal > now + rise) {
                slower.put(set, now + rise);
            }
        }
        return slower.isEmpty() ? wanted : wanted.with(Demands.of(slower));
    }

    /** A deposition begins; what an earlier one did is in its own report. */
    void begin() {
        watched = banded.stream()
                .map(number -> new Watched(HeldNumber.of(number.name()).orElseThrow(), number))
                .toList();
    }

    /** Looks at every held number; answers why the run must be held, if it must. */
    Optional<String> look(ProcessImage image, Findings findings, boolean frozenThrottle, Tick tick) {
        Optional<String> trip = Optional.empty();
        for (Watched one : watched) {
            double reference = one.held == HeldNumber.PRESSURE && frozenThrottle
                    ? findings.poisonedPressure() // with the throttle frozen the pressure is what poisoning made of it
                    : one.number.value().base();
            double off = Math.abs(image.number(one.held.reading()) - reference);
            one.unknown |= Double.isNaN(off);
            one.worst = Math.max(one.worst, Double.isNaN(off) ? 0 : off);
            double settle = one.number.band().settle().orElseThrow().base();
            one.warned |= outside(one.outsideWarn, one.number.band().warn(), off, settle, tick);
            if (outside(one.outsideTrip, one.number.band().trip(), off, settle, tick)) {
                trip = Optional.of(said(one, reference, off));
            }
        }
        return trip;
    }

    /** A reading nobody has is outside. */
    private static boolean outside(Dwell dwell, Optional<Measure> width, double off, double settle, Tick tick) {
        boolean out = width.isPresent() && !(off <= width.get().base());
        double lasted = dwell.seconds(out, tick);
        return out && lasted >= settle;
    }

    private static String said(Watched one, double reference, double off) {
        String by = Double.isNaN(off) ? "unknown" : "off by " + in(one, off);
        return one.number.name().replace('_', ' ') + " is " + by + ", more than "
                + in(one, one.number.band().trip().orElseThrow().base()) + " from " + in(one, reference);
    }

    private static String in(Watched one, double base) {
        return new Measure(base, one.number.value().unit()).toString();
    }

    /** The report with one line for each number that was watched. */
    PhaseReport addedTo(PhaseReport report) {
        if (report.phase() != PhaseName.DEPOSIT || watched.isEmpty()) {
            return report;
        }
        List<PhaseReport.Criterion> criteria = new ArrayList<>(report.criteria());
        for (Watched one : watched) {
            Measure width = one.number.band().warn().or(one.number.band()::trip).orElseThrow();
            criteria.add(new PhaseReport.Criterion(
                    one.number.name().replace('_', ' ') + " held",
                    "within " + in(one, width.base()),
                    (one.unknown ? "unknown at times, " : "") + "at most " + in(one, one.worst) + " off",
                    !one.warned));
        }
        return new PhaseReport(
                report.phase(), report.from(), report.to(), report.lasted(), criteria, report.end(), report.why());
    }
}
