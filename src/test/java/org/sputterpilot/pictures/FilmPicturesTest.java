package org.sputterpilot.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sputterpilot.film.HolderFilm;
import org.sputterpilot.physics.BalanceState;
import org.sputterpilot.physics.Carriage.Motion;
import org.sputterpilot.physics.Folds;
import org.sputterpilot.physics.RateModel;
import org.sputterpilot.physics.ReactiveBalance;
import org.sputterpilot.physics.Spot;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.pictures.Plot.At;
import org.sputterpilot.pictures.Plot.Ink;
import org.sputterpilot.plant.HolderReader;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;

/**
 * The pictures of <em>The film model</em> that the formulas alone draw; those that need runs are drawn by the tests
 * that make the runs.
 */
class FilmPicturesTest {
    private static final Plant PLANT = PlantReader.read(Path.of(".")).plant().orElseThrow();
    private static final ToolParameters TOOL = PLANT.tool();
    private static final double WATT = 150;
    private static final double ARGON_PA = 0.5;
    private static final double FLOW = 0.7;

    private static double nmPerMin(BalanceState state) {
        return RateModel.of(TOOL).rateMPerS(state, ARGON_PA, WATT) * 60e9;
    }

    @Test
    void everySteadyStateOverTheOxygenFlow() {
        ReactiveBalance balance = ReactiveBalance.atPower(TOOL, WATT, ARGON_PA);
        Folds folds = balance.folds().orElseThrow();
        List<BalanceState> all = new ArrayList<>();
        for (double pa = 1e-6; pa < 0.08; pa *= 1.03) {
            all.add(balance.steady(pa));
        }
        Plot plot = Plot.of(
                "steady-states",
                "Target oxide, cathode voltage and film rate of every steady state over the oxygen flow; an S with two folds");
        states(plot.panel("Oxide on the target"), "share of the target", 0, 1, all, BalanceState::targetOxide, folds);
        states(plot.panel("Cathode"), "voltage, V", 320, 440, all, BalanceState::voltageV, folds);
        states(plot.panel("Film on the holder"), "rate, nm/min", 0, 20, all, FilmPicturesTest::nmPerMin, folds);
        plot.isTheCommittedOne();
    }

    private static void states(
            Plot.Panel panel,
            String up,
            double low,
            double high,
            List<BalanceState> all,
            ToDoubleFunction<BalanceState> of,
            Folds folds) {
        double upper = folds.upper().oxygenPa();
        double lower = folds.lower().oxygenPa();
        panel.along("oxygen flow, sccm", 0, 1.6).up(up, low, high);
        panel.line(Ink.ONE, "stable", along(all, of, s -> s.oxygenPa() <= upper))
                .line(Ink.ONE, "", along(all, of, s -> s.oxygenPa() >= lower))
                .line(Ink.OLD, "unstable", along(all, of, s -> s.oxygenPa() > upper && s.oxygenPa() < lower))
                .mark(folds.upSccm(), "poisons", false, 0.5)
                .mark(folds.downSccm(), "cleans", true, 0.5)
                .dots(
                        Ink.TWO,
                        "the states at %.1f sccm".formatted(FLOW),
                        4,
                        ReactiveBalance.atPower(TOOL, WATT, ARGON_PA).statesAt(FLOW).stream()
                                .map(s -> new At(s.oxygenSccm(), of.applyAsDouble(s)))
                                .toList());
    }

    private static List<At> along(
            List<BalanceState> all, ToDoubleFunction<BalanceState> of, Predicate<BalanceState> which) {
        return all.stream()
                .filter(which)
                .map(s -> new At(s.oxygenSccm(), of.applyAsDouble(s)))
                .toList();
    }

    @Test
    void theFilmOverTheShippedHolders() {
        Plot plot = Plot.of(
                "uniformity",
                "Film over the distance from the holder's axis, relative to its middle, for the shipped holders");
        Plot.Panel all = plot.panel("The shipped holders at their work")
                .along("distance from the axis of holder or planet, mm", 0, 30)
                .up("film, % of its middle", 97, 101);
        Plot.Panel turning = plot.panel("The turning one, larger")
                .along("distance from the axis of the holder, mm", 0, 30)
                .up("film, % of its middle", 99.6, 100.4);
        for (HolderReader.HolderFile file : PLANT.holders()) {
            HolderFilm film = new HolderFilm(TOOL, HolderReader.shape(file.holder()));
            Motion motion = film.shape().carriage().motion();
            Ink ink = Map.of(Motion.TURNING, Ink.ONE, Motion.STILL, Ink.TWO, Motion.PLANETS, Ink.OLD)
                    .get(motion);
            all.line(ink, file.holder().id(), profile(film));
            if (motion == Motion.TURNING) {
                turning.line(ink, file.holder().id(), profile(film));
            }
        }
        plot.isTheCommittedOne();
    }

    private static List<At> profile(HolderFilm holder) {
        double middle = holder.relative(Spot.flat(0, 0));
        double reachM = Math.min(0.030, holder.shape().reach().metre());
        List<At> points = new ArrayList<>();
        for (int i = 0; i / 2000.0 <= reachM; i++) {
            points.add(new At(i / 2.0, 100 * holder.relative(Spot.flat(i / 2000.0, 0)) / middle));
        }
        return points;
    }

    /** A picture nobody sees is out of date before anybody notices; one that is missing is a hole in the page. */
    @Test
    void everyPictureStandsOnAPageAndEveryPageHasItsPictures() throws IOException {
        Pattern shown = Pattern.compile("\\]\\(pictures/([\\w-]+\\.svg)\\)");
        Set<String> onPages = new TreeSet<>();
        try (Stream<Path> pages = Files.list(Plot.COMMITTED.getParent())) {
            for (Path page : pages.filter(p -> p.toString().endsWith(".md")).toList()) {
                shown.matcher(Files.readString(page)).results().forEach(found -> onPages.add(found.group(1)));
            }
        }
        try (Stream<Path> kept = Files.list(Plot.COMMITTED)) {
            Set<String> there = kept.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
            assertThat(onPages).isNotEmpty().isEqualTo(new TreeSet<>(there));
        }
    }
}
