package org.sputterpilot.metrology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers profiles across one film's edge and says how thick the film is. At least three profiles make a measurement.
 */
public final class StepSurvey {
    /** Fewer say nothing about their scatter. */
    public static final int FEWEST_PROFILES = 3;

    private static final double SHORTEST_M = 0.2e-6;
    private static final double LONGEST_M = 0.1;
    private static final double FLATTEST_M = 0.05e-9;
    private static final double STEEPEST_M = 200e-6;
    private static final int DRAWN = 200;

    private final Optional<LengthUnit> xUnit;
    private final Optional<LengthUnit> zUnit;
    private final List<StepReport.Step> steps = new ArrayList<>();

    /** @param xUnit unit along the surface where a file names none, and {@code zUnit} that of the height */
    public StepSurvey(Optional<LengthUnit> xUnit, Optional<LengthUnit> zUnit) {
        this.xUnit = xUnit;
        this.zUnit = zUnit;
    }

    /** Reads and fits one file; a file that cannot be used adds nothing. */
    public StepSurvey add(String file, byte[] bytes) throws BadFileException {
        Scan scan = ScanReader.read(file, bytes, xUnit, zUnit);
        List<StepReport.Step> fitted = new ArrayList<>();
        for (Profile profile : scan.profiles()) {
            plausible(profile);
            fitted.add(step(profile, StepFit.of(profile)));
        }
        steps.addAll(fitted);
        return this;
    }

    /** A unit that was taken for another shows here: a scan of kilometres, a film of metres. */
    private static void plausible(Profile profile) throws BadFileException {
        if (!(profile.span() >= SHORTEST_M && profile.span() <= LONGEST_M)) {
            throw new BadFileException(
                    profile.name(),
                    0,
                    "x",
                    "plausible",
                    "a scan of %s is not credible; is the unit of x right?".formatted(length(profile.span())));
        }
        if (!(profile.relief() >= FLATTEST_M && profile.relief() <= STEEPEST_M)) {
            throw new BadFileException(
                    profile.name(),
                    0,
                    "z",
                    "plausible",
                    "heights that differ by %s are not credible; is the unit of z right?"
                            .formatted(length(profile.relief())));
        }
    }

    private static String length(double metre) {
        if (metre >= 0.1) {
            return "%.3g m".formatted(metre);
        }
        return metre >= 1e-6 ? "%.3g µm".formatted(metre * 1e6) : "%.3g nm".formatted(metre * 1e9);
    }

    private static StepReport.Step step(Profile profile, StepFit fit) {
        List<StepReport.Point> curve = new ArrayList<>();
        int every = Math.max(1, profile.size() / DRAWN);
        double slope = fit.slope();
        for (int i = 0; i < profile.size(); i += every) {
            curve.add(new StepReport.Point(
                    profile.x()[i] * 1e6, (profile.z()[i] - slope * (profile.x()[i] - fit.edgeM())) * 1e9));
        }
        return new StepReport.Step(
                profile.name(),
                fit.heightM() * 1e9,
                fit.sigmaM() * 1e9,
                fit.edgeM() * 1e6,
                fit.guardM() * 1e6,
                fit.roughnessM() * 1e9,
                fit.leftPoints(),
                fit.rightPoints(),
                curve);
    }

    /**
     * What the profiles say together. The sigma of the mean is the larger of what their scatter says and what their own
     * sigmas say: three profiles that agree by luck are not better than each of them.
     *
     * @throws IllegalStateException when there is no profile
     */
    public StepReport report() {
        if (steps.isEmpty()) {
            throw new IllegalStateException("no profile has been added");
        }
        int n = steps.size();
        double mean = 0;
        double own = 0;
        for (StepReport.Step step : steps) {
            mean += Math.abs(step.heightNm()) / n;
            own += step.sigmaNm() * step.sigmaNm();
        }
        double square = 0;
        for (StepReport.Step step : steps) {
            double off = Math.abs(step.heightNm()) - mean;
            square += off * off;
        }
        double scatter = n > 1 ? Math.sqrt(square / (n - 1)) : 0;
        double sigma = Math.max(scatter / Math.sqrt(n), Math.sqrt(own) / n);
        return new StepReport(mean, sigma, scatter, n, n >= FEWEST_PROFILES, steps);
    }
}
