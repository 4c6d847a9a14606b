package org.sputterpilot.golden;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.CanonicalJson;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.CanonicalJsonReader.NotCanonicalException;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/** An envelope as it is kept: canonical JSON, base units, its fingerprint its name. */
public final class EnvelopeSheet {
    private EnvelopeSheet() {}

    /** The sheet of an envelope. */
    public static String json(Envelope golden) {
        Map<String, Object> sheet = new LinkedHashMap<>();
        sheet.put("recipe", golden.alike().recipe());
        sheet.put("hash", golden.alike().hash());
        sheet.put("target", golden.alike().target());
        sheet.put("runs", golden.runs());
        sheet.put("fewest", golden.fewest());
        sheet.put("sigmas", golden.sigmas());
        sheet.put("stepS", golden.step());
        sheet.put("offM", golden.off().metre());
        sheet.put("offSigmaM", golden.offSigma().metre());
        sheet.put("scores", golden.scores());
        Map<String, Object> phases = new LinkedHashMap<>();
        golden.bands().forEach((phase, tags) -> {
            Map<String, Object> bands = new LinkedHashMap<>();
            tags.forEach((tag, band) -> bands.put(tag.name(), band(band)));
            phases.put(phase.text(), bands);
        });
        sheet.put("bands", phases);
        return CanonicalJson.of(sheet);
    }

    private static Map<String, Object> band(Band band) {
        List<Object> centre = new ArrayList<>();
        List<Object> half = new ArrayList<>();
        for (int i = 0; i < band.size(); i++) {
            centre.add(band.centre(i));
            half.add(band.half(i));
        }
        return Map.of("centre", centre, "half", half);
    }

    /**
     * The envelope a sheet holds.
     *
     * @param id its fingerprint
     * @param json what {@link #json} wrote
     * @throws IllegalArgumentException when it holds none
     */
    public static Envelope read(String id, String json) {
        try {
            return envelope(id, map(CanonicalJsonReader.read(json)));
        } catch (NotCanonicalException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("the golden run " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Envelope envelope(String id, Map<String, Object> sheet) {
        Map<PhaseName, Map<TagId, Band>> bands = new EnumMap<>(PhaseName.class);
        map(sheet.get("bands")).forEach((phase, tags) -> {
            Map<TagId, Band> of = new LinkedHashMap<>();
            map(tags)
                    .forEach((tag, band) -> of.put(
                            TagId.of(tag),
                            new Band(
                                    numbers(map(band).get("centre")),
                                    numbers(map(band).get("half")))));
            Optional<PhaseName> known = PhaseName.of(phase);
            bands.put(known.orElseThrow(() -> new ClassCastException("no phase is called " + phase)), of);
        });
        return new Envelope(
                id,
                new Alike((String) sheet.get("recipe"), (String) sheet.get("hash"), (String) sheet.get("target")),
                list(sheet.get("runs")).stream().map(String.class::cast).toList(),
                ((Double) sheet.get("fewest")).intValue(),
                (Double) sheet.get("sigmas"),
                (Double) sheet.get("stepS"),
                bands,
                Thickness.ofMetre(number(sheet.get("offM"))),
                Thickness.ofMetre(number(sheet.get("offSigmaM"))),
                list(sheet.get("scores")).stream().map(Double.class::cast).toList());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static double number(Object value) {
        return value == null ? Double.NaN : (Double) value;
    }

    private static double[] numbers(Object values) {
        return list(values).stream().mapToDouble(EnvelopeSheet::number).toArray();
    }
}
