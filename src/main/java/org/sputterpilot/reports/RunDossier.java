package org.sputterpilot.reports;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.RunSeal;
import org.sputterpilot.historian.Sealed;
import org.sputterpilot.security.Secrets;

/**
 * The sealed record of a run as people read it: one page for screen and paper, made of the sealed bytes and of nothing
 * else, with what was added to them until a moment.
 */
public final class RunDossier {
    /** The page's own style, once for screens and paper. */
    public static final String STYLE = """

            @page { size: A4; margin: 16mm 13mm 15mm 13mm;
              @bottom-left { content: element(sheet); }
              @bottom-right { content: 'page ' counter(page) ' of ' counter(pages); font-family: 'Noto Sans SC', sans-serif; font-size: 7pt; color: #444; } }
            body { font-family: 'Noto Sans SC', 'Inter', 'Helvetica', sans-serif; font-size: 8pt; line-height: 1.35; color: #111; margin: 0; }
            h1 { font-size: 17pt; font-weight: normal; margin: 0 0 2mm 0; }
            h2 { font-size: 12pt; font-weight: normal; margin: 7mm 0 2mm 0; page-break-after: avoid; border-bottom: 0.6pt solid #111; }
            h3 { font-size: 9pt; font-weight: bold; margin: 4mm 0 1mm 0; page-break-after: avoid; }
            p { margin: 0 0 2mm 0; }
            .sheet { font-size: 7pt; color: #444; }
            @media print { .sheet { position: running(sheet); } }
            .later { border: 0.8pt solid #111; padding: 1.5mm 2mm; }
            table { border-collapse: collapse; width: 100%; table-layout: fixed; word-wrap: break-word; -fs-table-paginate: paginate; margin-bottom: 2mm; }
            thead { display: table-header-group; }
            tr { page-break-inside: avoid; }
            th, td { border: 0.4pt solid #888; padding: 0.6mm 1mm; text-align: left; vertical-align: top; font-weight: normal; }
            thead th { background: #e4e4e4; vertical-align: bottom; }
            tbody th { background: #f4f4f4; }
            table.facts, table.events, table.alarms { table-layout: auto; }
            table.addenda thead th:first-child { width: 7mm; }
            table.addenda thead th:nth-child(4) { width: 62mm; }
            table.budget thead th:first-child { width: 36mm; }
            table.budget thead th:last-child { width: 48mm; }
            table.facts tbody th { white-space: nowrap; }
            table.events, table.alarms { font-size: 6.8pt; }
            .plot { page-break-inside: avoid; margin-bottom: 3mm; }
            .plot .range { font-size: 7pt; color: #444; margin: 0; }
            .recipe { white-space: pre-wrap; font-size: 6.8pt; border: 0.4pt solid #888; padding: 1.5mm; }
            .none { color: #555; }
            @media screen { body { max-width: 210mm; margin: 8mm auto; padding: 0 6mm; font-size: 13px; background: #fff; } svg { max-width: 100%; } }
            """;

    private final Map<?, ?> record;
    private final Map<?, ?> run;
    private final RunSeal seal;
    private final List<Addendum> addenda;
    private final Instant asOf;
    private final Sheet sheet;

    private RunDossier(RunSeal seal, Map<?, ?> record, List<Addendum> addenda, Instant asOf) {
        this.seal = seal;
        this.record = record;
        this.addenda = addenda;
        this.asOf = asOf;
        run = map(record.get("run"));
        sheet = new Sheet("Run record " + text(record.get("id")), STYLE);
    }

    /**
     * The page as XHTML that needs nothing from anywhere else.
     *
     * @param asOf nothing later is among the addenda
     * @throws IllegalStateException when the record is not as it was sealed: a broken one is not printed as if it held
     */
    public static String html(RunSeal seal, List<Addendum> addenda, Instant asOf) {
        try {
            seal.seal().content();
            return new RunDossier(seal, map(CanonicalJsonReader.read(seal.record())), addenda, asOf).whole();
        } catch (CanonicalJsonReader.NotCanonicalException | Sealed.BrokenException e) {
            throw new IllegalStateException("the record is not as it was sealed: " + e.getMessage(), e);
        }
    }

    private String whole() {
        title();
        added();
        film();
        plots();
        phases();
        disturbances();
        lists();
        names();
        origins();
        return sheet.done();
    }

    // ---------------------------------------------------------------- what it is

    private void title() {
        sheet.heading(1, "Run " + text(record.get("id")));
        sheet.raw("<p class=\"sheet\">")
                .text(text(record.get("id")) + " · seal " + seal.seal().hash().substring(0, 16) + " · addenda: "
                        + addenda.size() + " as of " + moment(asOf) + " · later addenda may exist")
                .raw("</p>\n");
        if (Boolean.TRUE.equals(run.get("demonstration"))) {
            sheet.paragraph("DEMONSTRATION: made on a virtual chamber, not on a tool.");
        }
        Map<?, ?> recipe = map(record.get("recipe"));
        sheet.table("facts", List.of("what", "value"));
        sheet.row("state", text(run.get("state")));
        sheet.row("ended because", text(run.get("endReason")));
        sheet.row("recipe", text(recipe.get("id")) + ", version " + text(recipe.get("version")));
        sheet.row("operator", text(run.get("operator")));
        sheet.row("unit", text(run.get("unit")));
        sheet.row("started", moment(run.get("startedAt")));
        sheet.row("ended", moment(run.get("endedAt")));
        sheet.row("lasted", number(run.get("durationS")) + " s");
        sheet.row("for", Boolean.TRUE.equals(run.get("production")) ? "production" : "engineering");
        sheet.row("film asked for", number(run.get("targetNm")) + " nm");
        sheet.row(
                "film",
                number(run.get("thicknessNm")) + " nm, one sigma " + number(run.get("sigmaNm"))
                        + " nm, expanded uncertainty (95 %) " + number(run.get("u95Nm")) + " nm");
        sheet.row("trips, holds", number(run.get("trips")) + ", " + number(run.get("holds")));
        sheet.endTable();
    }

    private void added() {
        sheet.heading(2, "Addenda");
        sheet.raw("<p class=\"later\">")
                .text("Addenda: " + addenda.size() + " as of " + moment(asOf)
                        + ". Later addenda may exist; ask for them before the run is judged.")
                .raw("</p>\n");
        if (addenda.isEmpty()) {
            return;
        }
        sheet.table("addenda", List.of("no.", "kind", "what", "figures", "name and meaning", "at"));
        for (Addendum addendum : addenda) {
            sheet.row(
                    Integer.toString(addendum.number()),
                    word(addendum.kind().name()),
                    addendum.text(),
                    figures(addendum.content()),
                    addendum.by().name() + " (" + addendum.by().user() + "): "
                            + addendum.by().meaning(),
                    moment(addendum.by().at()));
        }
        sheet.endTable();
    }

    // ---------------------------------------------------------------- film

    private void film() {
        sheet.heading(2, "Load and film");
        Map<?, ?> load = map(record.get("load"));
        sheet.paragraph("Holder " + text(load.get("holder")) + ".");
        List<?> slots = list(record.get("slots"));
        if (slots.isEmpty()) {
            sheet.table("load", List.of("slot", "piece", "side"));
            for (Object item : list(load.get("items"))) {
                row(map(item), "slot", "item", "side");
            }
        } else {
            sheet.table(
                    "slots",
                    List.of("slot", "piece", "side", "film, nm", "sigma, nm", "least, nm", "most, nm", "in release"));
            for (Object slot : slots) {
                row(map(slot), "slot", "item", "side", "thicknessNm", "sigmaNm", "minNm", "maxNm", "inRelease");
            }
        }
        sheet.endTable();
        Map<?, ?> budget = map(record.get("budget"));
        if (!budget.isEmpty()) {
            sheet.heading(3, "Uncertainty budget (GUM)");
            sheet.paragraph("Combined " + number(budget.get("combinedNm")) + " nm, coverage factor "
                    + number(budget.get("coverageFactor")) + ", expanded (95 %) " + number(budget.get("u95Nm"))
                    + " nm.");
            sheet.table("budget", List.of("source", "value", "u", "unit", "distribution", "contribution, nm", "from"));
            for (Object line : list(budget.get("lines"))) {
                row(map(line), "id", "value", "u", "unit", "distribution", "contributionNm", "source");
            }
            sheet.endTable();
        }
    }

    private void plots() {
        sheet.heading(2, "Curves");
        double seconds = run.get("durationS") instanceof Double s ? s : 0;
        List<Plot.Column> sigma = new ArrayList<>();
        for (Object plot : list(record.get("plots"))) {
            if ("film.sigma".equals(map(plot).get("tag"))) {
                sigma.addAll(columns(map(plot)));
            }
        }
        for (Object one : list(record.get("plots"))) {
            Map<?, ?> curve = map(one);
            String tag = text(curve.get("tag"));
            if (tag.equals("film.sigma")) {
                continue;
            }
            boolean banded = tag.equals("film.thickness") && !sigma.isEmpty();
            Plot plot = new Plot(banded ? band(columns(curve), sigma) : columns(curve), seconds);
            String band = banded ? "; the band is two sigma" : "; the band is least to most";
            sheet.raw("<div class=\"plot\">").heading(3, tag + ", " + text(curve.get("unit")));
            if (plot.isEmpty()) {
                sheet.raw("<p class=\"none\">").text("nothing was measured").raw("</p></div>\n");
                continue;
            }
            sheet.raw(plot.svg())
                    .raw("<p class=\"range\">")
                    .text("from " + number(plot.low()) + " to " + number(plot.high()) + " " + text(curve.get("unit"))
                            + ", 0 to " + number(seconds) + " s" + band)
                    .raw("</p></div>\n");
        }
    }

    private static List<Plot.Column> columns(Map<?, ?> curve) {
        List<Plot.Column> columns = new ArrayList<>();
        for (Object one : list(curve.get("columns"))) {
            List<?> c = list(one);
            columns.add(new Plot.Column(value(c.get(0)), value(c.get(1)), value(c.get(2)), value(c.get(3))));
        }
        return columns;
    }

    private static List<Plot.Column> band(List<Plot.Column> film, List<Plot.Column> sigma) {
        List<Plot.Column> banded = new ArrayList<>();
        int at = 0;
        for (Plot.Column c : film) {
            while (at + 1 < sigma.size() && sigma.get(at + 1).s() <= c.s()) {
                at++;
            }
            double two = 2 * sigma.get(at).mean();
            banded.add(new Plot.Column(c.s(), c.mean() - two, c.mean(), c.mean() + two));
        }
        return banded;
    }

    // ---------------------------------------------------------------- what was done, and what happened

    private void phases() {
        sheet.heading(2, "Phases");
        for (Object one : list(record.get("phases"))) {
            Map<?, ?> phase = map(one);
            Map<?, ?> said = map(phase.get("reportJson"));
            Map<?, ?> report = map(said.get("report"));
            sheet.heading(
                    3,
                    number(phase.get("ordinal")) + "  " + text(phase.get("phase")) + ": "
                            + word(text(phase.get("result"))) + ", " + number(phase.get("durationS")) + " s");
            sheet.paragraph("From " + moment(phase.get("startedAt")) + " to " + moment(phase.get("endedAt")) + ". "
                    + text(report.get("why")));
            List<?> criteria = list(report.get("criteria"));
            if (!criteria.isEmpty()) {
                sheet.table("criteria", List.of("criterion", "asked", "found", "met"));
                criteria.forEach(c -> row(map(c), "title", "asked", "found", "met"));
                sheet.endTable();
            }
            Map<?, ?> actual = map(said.get("actual"));
            if (!actual.isEmpty()) {
                sheet.table("actual", List.of("tag", "unit", "set", "least", "mean", "most", "last"));
                actual.forEach((tag, values) -> {
                    Map<?, ?> v = map(values);
                    sheet.row(
                            text(tag),
                            text(v.get("unit")),
                            number(v.get("set")),
                            number(v.get("min")),
                            number(v.get("mean")),
                            number(v.get("max")),
                            number(v.get("last")));
                });
                sheet.endTable();
            }
        }
    }

    private void disturbances() {
        sheet.heading(2, "Trips, holds and bypasses");
        List<?> incidents = list(record.get("incidents"));
        List<?> bypassed = list(record.get("bypassed"));
        List<?> interruptions = list(record.get("interruptions"));
        if (incidents.isEmpty() && bypassed.isEmpty() && interruptions.isEmpty()) {
            sheet.paragraph("None.");
        }
        for (Object one : incidents) {
            Map<?, ?> incident = map(one);
            sheet.heading(3, "Incident " + number(incident.get("number")) + ", " + moment(incident.get("at")));
            for (Object first : list(incident.get("firstOut"))) {
                Map<?, ?> cause = map(first);
                sheet.paragraph("First out: " + text(cause.get("cause")) + ", " + text(cause.get("title")) + "; limit "
                        + text(cause.get("limit")) + "; hazard " + text(cause.get("hazard")) + ". "
                        + text(cause.get("why")));
            }
            sheet.table("steps", List.of("at", "after, ms", "kind", "what", "said"));
            for (Object step : list(incident.get("steps"))) {
                Map<?, ?> s = map(step);
                sheet.row(
                        moment(s.get("at")),
                        number(s.get("offsetMs")),
                        word(text(s.get("kind"))),
                        text(s.get("id")),
                        text(s.get("text")));
            }
            sheet.endTable();
        }
        if (!bypassed.isEmpty()) {
            sheet.heading(3, "Causes the run went without");
            sheet.table("bypassed", List.of("cause", "minutes", "severity", "minutes times severity"));
            bypassed.forEach(b -> row(map(b), "cause", "minutes", "severity", "cost"));
            sheet.endTable();
        }
        if (!interruptions.isEmpty()) {
            sheet.heading(3, "Where the film stopped growing");
            sheet.table("interruptions", List.of("at", "film, nm", "lasted, s", "plasma kept", "why"));
            for (Object one : interruptions) {
                Map<?, ?> i = map(one);
                sheet.row(
                        moment(i.get("at")),
                        number(i.get("thicknessNm")),
                        number(i.get("lastedS")),
                        text(i.get("plasmaKept")),
                        text(i.get("why")));
            }
            sheet.endTable();
        }
    }

    private void lists() {
        sheet.heading(2, "Alarms");
        rows(
                "alarms",
                "alarms",
                List.of("at", "alarm", "from", "to", "reading", "who", "comment"),
                "at",
                "alarm",
                "fromState",
                "toState",
                "reading",
                "who",
                "comment");
        sheet.heading(2, "Gaps in the samples");
        rows(
                "gaps",
                "gaps",
                List.of("from", "to", "tag", "why", "turns lost"),
                "fromAt",
                "toAt",
                "tag",
                "reason",
                "lostRecords");
        sheet.heading(2, "Events");
        rows(
                "events",
                "events",
                List.of("at", "phase", "kind", "what", "said", "who"),
                "at",
                "phase",
                "kind",
                "subject",
                "text",
                "who");
    }

    private void rows(String part, String kind, List<String> heads, String... columns) {
        List<?> rows = list(record.get(part));
        if (rows.isEmpty()) {
            sheet.paragraph("None.");
            return;
        }
        sheet.table(kind, heads);
        for (Object row : rows) {
            row(map(row), columns);
        }
        sheet.endTable();
    }

    private void names() {
        sheet.heading(2, "Signatures");
        List<?> signatures = list(record.get("signatures"));
        if (signatures.isEmpty()) {
            sheet.paragraph("Nobody signed for this run.");
            return;
        }
        sheet.table("signatures", List.of("name", "user", "act", "meaning", "at"));
        signatures.forEach(s -> row(map(s), "name", "who", "act", "meaning", "at"));
        sheet.endTable();
    }

    // ---------------------------------------------------------------- where it comes from

    private void origins() {
        Map<?, ?> recipe = map(record.get("recipe"));
        Map<?, ?> installation = map(record.get("installation"));
        sheet.heading(2, "Made with");
        sheet.table("facts", List.of("what", "value"));
        sheet.row("recipe SHA-256", text(recipe.get("hash")));
        sheet.row("plant files SHA-256", text(installation.get("plantHash")));
        sheet.row("matrix SHA-256", text(installation.get("matrixHash")));
        sheet.row("program", text(installation.get("program")));
        sheet.row("sealed", moment(installation.get("sealedAt")));
        sheet.row("seal SHA-256", seal.seal().hash());
        sheet.row("record SHA-256", Secrets.sha256(seal.record()));
        sheet.row(
                "sample blocks",
                list(record.get("blocks")).size() + " under one Merkle root, "
                        + list(record.get("events")).size() + " events in one hash chain");
        for (Object calibration : list(record.get("calibration"))) {
            sheet.row("calibration in force", figures(map(calibration)));
        }
        for (Object target : list(record.get("target"))) {
            sheet.row("target", figures(map(target)));
        }
        sheet.endTable();
        List<?> approvals = list(recipe.get("approvals"));
        if (!approvals.isEmpty()) {
            sheet.heading(3, "Names under the recipe");
            sheet.table("approvals", List.of("act", "name", "meaning", "at", "comment"));
            approvals.forEach(a -> row(map(a), "act", "name", "meaning", "at", "comment"));
            sheet.endTable();
        }
        sheet.heading(3, "The recipe as it was started");
        sheet.raw("<div class=\"recipe\">").text(text(recipe.get("text"))).raw("</div>\n");
    }

    private void row(Map<?, ?> row, String... columns) {
        String[] cells = new String[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Object value = row.get(columns[i]);
            boolean isMoment = columns[i].equals("at") || columns[i].endsWith("At");
            cells[i] = isMoment ? moment(value) : value instanceof Double ? number(value) : text(value);
        }
        sheet.row(cells);
    }

    private static String figures(Map<?, ?> figures) {
        List<String> all = new ArrayList<>();
        figures.forEach((name, value) -> {
            if (value != null && !value.equals("")) {
                all.add(name + " " + (value instanceof Double ? number(value) : text(value)));
            }
        });
        return String.join("; ", all);
    }

    // ---------------------------------------------------------------- words

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static double value(Object value) {
        return value instanceof Double number ? number : Double.NaN;
    }

    private static String text(Object value) {
        return value == null
                ? ""
                : value instanceof Boolean truth
                        ? truth ? "yes" : "no"
                        : value instanceof Double ? number(value) : value.toString();
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Six digits are more than anybody measured; the sealed file has all of them. */
    private static String number(Object value) {
        if (!(value instanceof Double number) || !Double.isFinite(number)) {
            return value == null || value instanceof Double ? "–" : value.toString();
        }
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : new java.math.BigDecimal(number)
                        .round(new java.math.MathContext(6))
                        .stripTrailingZeros()
                        .toString()
                        .replace("E", "e");
    }

    private static String moment(Object at) {
        return at == null ? "" : at instanceof Instant instant ? moment(instant) : moment(Instant.parse(at.toString()));
    }

    private static String moment(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString().replace("T", " ").replace("Z", " UTC");
    }
}
