package org.sputterpilot.hmi.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sputterpilot.golden.Band;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * A golden run: where every compared tag was in every phase of the last good runs.
 *
 * @param hash of the recipe's text; only runs with the same one are compared
 * @param target serial of the target they were made with; empty when nobody said
 * @param words what there is to compare with
 * @param compared whether there are runs enough
 * @param runs the good runs, newest first
 * @param fewest as many are needed
 * @param sigmas half width of a band in standard deviations
 * @param stepS from one value of a band to the next, counted from the start of the phase
 * @param filmOffNm how far their film was off the target on average; null when there are too few runs
 * @param filmSigmaNm standard deviation of that for one more run
 * @param phases in the order of a run; none when there are too few runs
 */
public record GoldenEnvelope(
        String recipe,
        String hash,
        String target,
        String words,
        boolean compared,
        List<String> runs,
        int fewest,
        double sigmas,
        double stepS,
        Double filmOffNm,
        Double filmSigmaNm,
        List<Phase> phases) {

    /** The bands of one phase. */
    public record Phase(String phase, List<Edges> tags) {}

    /** The band of one tag in the unit it is shown in; null where too few runs say anything. */
    public record Edges(String tag, String title, String unit, List<Double> low, List<Double> high) {}

    /** An envelope in the words of the wire. */
    public static GoldenEnvelope of(Envelope golden, TagTable tags) {
        List<Phase> phases = golden.bands().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(PhaseName.PROCEDURE::indexOf)))
                .map(entry -> new Phase(entry.getKey().text(), edges(entry.getValue(), tags)))
                .toList();
        return new GoldenEnvelope(
                golden.alike().recipe(),
                golden.alike().hash(),
                golden.alike().target(),
                golden.words(),
                golden.isUsable(),
                golden.runs(),
                golden.fewest(),
                golden.sigmas(),
                golden.step(),
                golden.isUsable() ? golden.off().nanometres() : null,
                golden.isUsable() ? golden.offSigma().nanometres() : null,
                phases);
    }

    private static List<Edges> edges(Map<TagId, Band> bands, TagTable tags) {
        List<Edges> edges = new ArrayList<>();
        bands.forEach((id, band) -> tags.find(id).ifPresent(tag -> edges.add(edges(tag, band))));
        return edges;
    }

    private static Edges edges(Tag tag, Band band) {
        List<Double> low = new ArrayList<>();
        List<Double> high = new ArrayList<>();
        for (int i = 0; i < band.size(); i++) {
            low.add(edge(tag, band.centre(i) - band.half(i)));
            high.add(edge(tag, band.centre(i) + band.half(i)));
        }
        return new Edges(tag.id().name(), tag.title(), tag.unit().symbol(), low, high);
    }

    private static Double edge(Tag tag, double base) {
        return Double.isFinite(base) ? tag.unit().fromBase(base) : null;
    }
}
