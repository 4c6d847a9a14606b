package org.sputterpilot.plant;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.film.BudgetInputs;
import org.sputterpilot.film.BudgetInputs.Distribution;
import org.sputterpilot.film.BudgetInputs.Stated;
import org.sputterpilot.film.BudgetSource;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Fraction;
import org.sputterpilot.units.Measure;

/** Reads {@code equipment/budget.yaml}: how well each quantity behind the film is known. */
public final class BudgetReader {
    private static final String FILE = "equipment/budget.yaml";
    private static final List<BudgetSource> STATED =
            Arrays.stream(BudgetSource.values()).filter(BudgetSource::isStated).toList();
    private static final Stated STAND_IN = new Stated(0, true, Distribution.NORMAL, "A", "");

    private BudgetReader() {}

    /** The uncertainties of a plant directory; one that nobody states is a fault. */
    public static BudgetInputs read(Path plant, Faults faults) {
        return YamlNode.read(plant.resolve(FILE), FILE, faults)
                .map(BudgetReader::inputs)
                .orElseGet(() -> new BudgetInputs(Map.of(), Fraction.ofRatio(1)));
    }

    private static BudgetInputs inputs(YamlNode top) {
        top.text("title");
        top.text("dated");
        top.text("signed");
        Map<BudgetSource, Stated> stated = new EnumMap<>(BudgetSource.class);
        top.require("uncertainties").ifPresent(all -> {
            for (BudgetSource source : STATED) {
                stated.put(source, all.must(source.key(), line -> stated(source, line), STAND_IN));
            }
            all.refuseUnknownKeys();
        });
        double reliability = top.must("reliability", BudgetReader::reliability, 1.0);
        top.refuseUnknownKeys();
        return new BudgetInputs(stated, Fraction.ofRatio(reliability));
    }

    private static double reliability(YamlNode node) {
        double value = node.must("value", text -> text.base(Dimension.FRACTION), 1.0);
        if (!(value > 0 && value <= 0.35)) {
            node.fault(value * 100 + " %", "above 0 and at most 35 %: worse, 95 % means nothing");
        }
        origin(node);
        return value;
    }

    private static void origin(YamlNode node) {
        CalibrationReader.mark(node);
        if (node.text("source").isBlank()) {
            node.fault("no source", "where the number comes from");
        }
        node.refuseUnknownKeys();
    }

    private static Stated stated(BudgetSource source, YamlNode line) {
        Measure u = line.must("u", node -> measure(source, node), Measure.parse("0 %"));
        if (!(u.base() > 0)) {
            line.fault("u " + u, "a standard uncertainty above 0");
        }
        Distribution distribution =
                line.must("distribution", node -> node.word(Distribution.class), Distribution.NORMAL);
        if (distribution == Distribution.COMPUTED) {
            line.fault("COMPUTED", "NORMAL, RECTANGULAR or TRIANGULAR: what is computed is not stated");
        }
        origin(line);
        return new Stated(
                u.base(), u.dimension() == Dimension.FRACTION, distribution, line.text("mark"), line.text("source"));
    }

    private static Measure measure(BudgetSource source, YamlNode node) {
        try {
            Measure measure = Measure.parse(node.text());
            if (measure.dimension() == Dimension.FRACTION || measure.dimension() == source.dimension()) {
                return measure;
            }
        } catch (IllegalArgumentException e) {
            // noted below with what would have been right
        }
        node.fault(
                "'" + node.text() + "'",
                "a share such as '1 %', or a number in " + source.dimension().baseSymbol());
        return Measure.parse("0 %");
    }
}
