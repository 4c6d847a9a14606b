package org.sputterpilot.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.interlocks.Effect;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Permissive;
import org.sputterpilot.interlocks.alarms.AlarmDefinition;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Signature;
import org.sputterpilot.units.Numbers;

/** The cause-and-effect matrix as a safety review prints, reads and signs it: one page for screen and paper. */
public final class MatrixSheet {
    /** More columns than this would be too narrow to read: the grid goes on in a second table. */
    private static final int WIDEST_GRID = 14;

    /** The page's own style, once for screens and paper: heads repeat on every sheet, rows stay whole. */
    public static final String STYLE = """

            @page { size: A4 landscape; margin: 16mm 12mm 15mm 12mm;
              @bottom-left { content: element(sheet); }
              @bottom-right { content: 'page ' counter(page) ' of ' counter(pages); font-family: 'Noto Sans SC', sans-serif; font-size: 7pt; color: #444; } }
            body { font-family: 'Noto Sans SC', 'Inter', 'Helvetica', sans-serif; font-size: 8pt; line-height: 1.3; color: #111; margin: 0; }
            h1 { font-size: 17pt; font-weight: normal; margin: 0 0 2mm 0; }
            h2 { font-size: 12pt; font-weight: normal; margin: 7mm 0 2mm 0; page-break-after: avoid; border-bottom: 0.6pt solid #111; }
            h2.leaf { page-break-before: always; margin-top: 0; }
            p { margin: 0 0 2mm 0; }
            .sheet { font-size: 7pt; color: #444; }
            @media print { .sheet { position: running(sheet); } }
            .mono { font-family: 'Noto Sans SC', monospace; font-size: 7.5pt; }
            table { border-collapse: collapse; width: 100%; -fs-table-paginate: paginate; page-break-inside: auto; }
            thead { display: table-header-group; }
            tr { page-break-inside: avoid; }
            th, td { border: 0.4pt solid #888; padding: 0.7mm 1mm; text-align: left; vertical-align: top; font-weight: normal; }
            thead th { background: #e4e4e4; vertical-align: bottom; }
            tbody th { background: #f4f4f4; }
            table.grid { table-layout: fixed; }
            table.grid thead th { font-size: 6.5pt; text-align: center; word-wrap: break-word; }
            table.grid thead th.cause { text-align: left; width: 62mm; }
            table.grid td { text-align: center; }
            table.grid td.on { background: #d6d6d6; }
            table.causes { font-size: 6.8pt; }
            table.causes ul { margin: 0; padding: 0 0 0 3mm; }
            table.causes { table-layout: fixed; word-wrap: break-word; }
            table.signs td { height: 13mm; }
            .quiet { color: #444; }
            .none { color: #666; }
            @media screen { body { max-width: 297mm; margin: 8mm auto; padding: 0 6mm; font-size: 13px; background: #fff; } }
            """;

    private final MatrixReview review;
    private final Matrix matrix;
    private final Sheet sheet;

    private MatrixSheet(MatrixReview review) {
        this.review = review;
        matrix = review.matrix();
        sheet = new Sheet("Cause and effect, " + review.unit(), STYLE);
    }

    /** The page as XHTML that needs nothing from anywhere else. */
    public static String html(MatrixReview review) {
        return new MatrixSheet(review).whole();
    }

    private String whole() {
        title();
        signatures();
        grid();
        causes();
        effects();
        permissives();
        hazards();
        limits();
        alarms();
        return sheet.done();
    }

    // ---------------------------------------------------------------- what it is, and who has signed it

    private void title() {
        sheet.heading(1, "Cause and effect: " + review.unit());
        sheet.raw("<p class=\"sheet\">")
                .text(review.unit() + " · matrix " + matrix.hash().substring(0, 16) + " · plant "
                        + review.plantHash().substring(0, 16) + " · printed " + moment(review.printedAt()))
                .raw("</p>\n");
        sheet.paragraph(
                "A process interlock layer, not the safety system: no SIL or PL is claimed. Rows marked hardwired"
                        + " act by wires with every program dead; this layer says first what the wires do.");
        sheet.table("files", List.of("file", "SHA-256"));
        sheet.row("all plant files together", review.plantHash());
        review.files().forEach((name, hash) -> {
            if (name.startsWith("interlocks/") || name.equals("equipment/limits.yaml")) {
                sheet.row(name, hash);
            }
        });
        sheet.endTable();
    }

    private void signatures() {
        sheet.heading(2, "Review");
        sheet.paragraph("A signature is bound to the bytes of interlocks/matrix.yaml: " + matrix.hash() + ".");
        sheet.table("signs", List.of("role", "name", "date", "meaning", "signature"));
        for (Role role : MatrixSignatures.REVIEWERS) {
            Optional<Signature> signed = review.signatures().stream()
                    .flatMap(List::stream)
                    .filter(s -> s.role() == role)
                    .map(MatrixSignatures.Signed::signature)
                    .findFirst();
            String unsigned = review.signatures().isPresent() ? "not signed for this hash" : "";
            sheet.row(
                    role == Role.QA ? "QA" : role.word(),
                    signed.map(Signature::name).orElse(""),
                    signed.map(s -> moment(s.at())).orElse(""),
                    signed.map(Signature::meaning).orElse(""),
                    signed.map(s -> "signed as " + s.user() + " for this hash").orElse(unsigned));
        }
        sheet.endTable();
    }

    // ---------------------------------------------------------------- the grid

    private void grid() {
        List<Effect> all = matrix.effects();
        for (int from = 0; from < all.size(); from += WIDEST_GRID) {
            List<Effect> some = all.subList(from, Math.min(all.size(), from + WIDEST_GRID));
            sheet.raw("<h2 class=\"leaf\">")
                    .text("Causes × effects"
                            + (all.size() > WIDEST_GRID
                                    ? ", effects " + (from + 1) + " to " + (from + some.size()) + " of " + all.size()
                                    : ""))
                    .raw("</h2>\n");
            sheet.paragraph("X: at once. A time: the cause must stay active that long. Empty: not affected.");
            sheet.raw("<table class=\"grid\"><thead><tr><th class=\"cause\">cause</th>");
            some.forEach(effect -> sheet.raw("<th>")
                    .text(effect.title())
                    .raw("<br/><span class=\"quiet\">")
                    .raw(Sheet.escaped(effect.id()).replace("_", "_<br/>"))
                    .raw("</span></th>"));
            sheet.raw("</tr></thead><tbody>\n");
            for (Cause cause : matrix.causes()) {
                sheet.raw("<tr><th>").text(cause.id()).raw("</th>");
                for (Effect effect : some) {
                    String mark = matrix.mark(cause.id(), effect.id())
                            .map(m -> m.delay().isZero() ? "X" : time(m.delay()))
                            .orElse("");
                    sheet.raw(mark.isEmpty() ? "<td>" : "<td class=\"on\">")
                            .text(mark)
                            .raw("</td>");
                }
                sheet.raw("</tr>\n");
            }
            sheet.endTable();
        }
    }

    // ---------------------------------------------------------------- rows and columns in full

    private void causes() {
        sheet.raw("<h2 class=\"leaf\">Causes</h2>\n");
        sheet.paragraph(
                "A reading that is bad, stale or not a number makes the answer not known, and not known trips at"
                        + " once, without the on-delay, unless the row trusts the last good value for a time.");
        sheet.table(
                "causes",
                List.of(
                        "cause",
                        "trips when",
                        "only while",
                        "delays, dead-band",
                        "vote, bad status",
                        "reset",
                        "bypass",
                        "layer, proof test",
                        "hazard, why"));
        for (Cause cause : matrix.causes()) {
            sheet.raw("<tr><th>")
                    .raw(Sheet.escaped(cause.id()).replace("_", "_&#8203;"))
                    .raw("<br/>")
                    .text(cause.title())
                    .raw("</th>");
            cell(List.of(cause.when().text()));
            cell(live(cause));
            cell(delays(cause));
            cell(List.of(votes(cause.when()), badStatus(cause)));
            cell(List.of(reset(cause)));
            cell(List.of(bypass(cause)));
            cell(List.of(
                    word(cause.layer()),
                    cause.proofTest()
                            .map(every -> "proof test every " + time(every))
                            .orElse("no proof test")));
            cell(List.of(cause.hazard(), cause.why()));
            sheet.raw("</tr>\n");
        }
        sheet.endTable();
    }

    private void cell(List<String> lines) {
        sheet.raw("<td>")
                .raw(lines.stream().map(Sheet::escaped).collect(Collectors.joining("<br/>")))
                .raw("</td>");
    }

    private static List<String> live(Cause cause) {
        List<String> lines = new ArrayList<>();
        lines.add(cause.during().map(Condition::text).orElse("always"));
        cause.startup()
                .ifPresent(start -> lines.add("start-up: keeps still from " + start.from() + " for at most "
                        + time(start.atMost())
                        + start.until().map(until -> ", until " + until).orElse("")));
        return lines;
    }

    private static List<String> delays(Cause cause) {
        List<String> lines = new ArrayList<>();
        lines.add("on " + time(cause.onDelay()) + ", off " + time(cause.offDelay()));
        lines.add(cause.deadband().map(band -> "dead-band " + band).orElse("no dead-band"));
        return lines;
    }

    /** What is left of a vote when voters are lost. */
    private static String votes(Condition condition) {
        if (condition.votes().isEmpty()) {
            return "no vote";
        }
        return condition.votes().stream()
                .map(vote -> {
                    String full = vote.needed() + " of " + vote.voters();
                    if (!vote.abstains()) {
                        return full + "; a bad voter counts towards the trip";
                    }
                    StringBuilder left = new StringBuilder(full + "; bad voters abstain: ");
                    for (int voters = vote.voters() - 1; voters > 0; voters--) {
                        left.append(Math.min(vote.needed(), voters))
                                .append(" of ")
                                .append(voters)
                                .append(", ");
                    }
                    return left.append("nobody left trips").toString();
                })
                .collect(Collectors.joining("; "));
    }

    private static String badStatus(Cause cause) {
        return cause.trustLastGood().isZero()
                ? "bad status trips at once"
                : "bad status: last good for " + time(cause.trustLastGood()) + ", then trips";
    }

    private static String reset(Cause cause) {
        String who = cause.reset() == Cause.Reset.OPERATOR ? "by a person" : "by itself";
        return who + cause.resetPermit().map(permit -> ", once " + permit).orElse("");
    }

    private static String bypass(Cause cause) {
        if (!cause.mayBeBypassed()) {
            return cause.layer().isHardWired() && cause.bypass() != Cause.Bypass.NEVER ? "never: hard-wired" : "never";
        }
        return "approved by " + word(cause.bypass()) + ", at most " + time(cause.longestBypass()) + ", severity "
                + cause.severity();
    }

    private void effects() {
        sheet.raw("<h2 class=\"leaf\">Effects, in the order in which they act</h2>\n");
        sheet.paragraph(
                "A trip only ever takes away. Every effect is tripped at the start; after a reset its outputs are"
                        + " free again, and nothing starts by itself.");
        sheet.table("effects", List.of("effect", "title", "order", "does, in this order", "after a reset", "why"));
        matrix.effects().stream()
                .sorted(Comparator.comparingInt(Effect::order))
                .forEach(effect -> sheet.row(
                        effect.id(),
                        effect.title(),
                        Integer.toString(effect.order()),
                        does(effect),
                        effect.startPermit()
                                .map(permit -> "held until " + permit)
                                .orElse("free at once"),
                        effect.why()));
        sheet.endTable();
        matrix.plcReset()
                .ifPresent(pulse -> sheet.paragraph("An accepted reset also gives " + pulse.tag() + " = "
                        + review.tags().get(pulse.tag()).text(pulse.value()) + " for " + time(pulse.length()) + "."));
    }

    private String does(Effect effect) {
        List<String> acts = new ArrayList<>();
        effect.drives()
                .forEach(drive -> acts.add(
                        drive.tag() + " = " + review.tags().get(drive.tag()).text(drive.value())));
        effect.asks().ifPresent(ask -> acts.add("asks the run to " + word(ask)));
        return String.join("; ", acts) + (effect.asFound() ? " (left as found unless a cause is known)" : "");
    }

    private void permissives() {
        sheet.heading(2, "Permissives");
        sheet.table("permissives", List.of("permissive", "title", "needs", "asked while", "blocks", "hazard", "why"));
        for (Permissive permissive : review.permissives()) {
            sheet.row(
                    permissive.id(),
                    permissive.title(),
                    permissive.needs().text(),
                    permissive.during().map(Condition::text).orElse("always"),
                    String.join(", ", permissive.blocks()),
                    permissive.hazard(),
                    permissive.why());
        }
        sheet.endTable();
    }

    // ---------------------------------------------------------------- what it is for, and what stands around it

    private void hazards() {
        sheet.heading(2, "Hazards, and what guards each");
        List<String> heads = new ArrayList<>(List.of("hazard", "what"));
        for (Cause.Layer layer : Cause.Layer.values()) {
            heads.add(word(layer));
        }
        heads.add("permissives");
        sheet.table("hazards", heads);
        matrix.hazards().forEach((id, what) -> {
            Map<Cause.Layer, List<String>> guards = new LinkedHashMap<>();
            for (Cause cause : matrix.causes()) {
                if (cause.hazard().equals(id)) {
                    guards.computeIfAbsent(cause.layer(), layer -> new ArrayList<>())
                            .add(cause.id());
                }
            }
            List<String> cells = new ArrayList<>(List.of(id, what));
            for (Cause.Layer layer : Cause.Layer.values()) {
                cells.add(String.join(", ", guards.getOrDefault(layer, List.of("–"))));
            }
            cells.add(review.permissives().stream()
                    .filter(permissive -> permissive.hazard().equals(id))
                    .map(Permissive::id)
                    .collect(Collectors.joining(", ")));
            sheet.row(cells.toArray(String[]::new));
        });
        sheet.endTable();
    }

    private void limits() {
        sheet.heading(2, "Limits of the site");
        sheet.table("limits", List.of("limit", "value", "why"));
        review.limits()
                .site()
                .values()
                .forEach(limit -> sheet.row(limit.name(), limit.value().toString(), limit.why()));
        review.limits()
                .recipe()
                .values()
                .forEach(range ->
                        sheet.row("a recipe's " + range.name(), range.low() + " to " + range.high(), range.why()));
        sheet.endTable();
    }

    private void alarms() {
        sheet.raw("<h2 class=\"leaf\">Alarms</h2>\n");
        sheet.table("alarms", List.of("alarm", "title", "when", "priority", "leads to", "do", "time to respond"));
        for (AlarmDefinition alarm : review.alarms()) {
            sheet.row(
                    alarm.id(),
                    alarm.title(),
                    alarm.when().map(Condition::text).orElse("raised by the program"),
                    Integer.toString(alarm.priority()),
                    alarm.consequence(),
                    alarm.response(),
                    time(alarm.timeToRespond()));
        }
        sheet.endTable();
    }

    // ---------------------------------------------------------------- words

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC");
    }

    private static String time(Duration time) {
        if (time.toDays() > 0 && time.equals(Duration.ofDays(time.toDays()))) {
            return time.toDays() + " d";
        }
        return time.compareTo(Duration.ofMinutes(2)) >= 0 && time.equals(Duration.ofMinutes(time.toMinutes()))
                ? time.toMinutes() + " min"
                : Numbers.plain(time.toMillis() / 1e3) + " s";
    }
}
