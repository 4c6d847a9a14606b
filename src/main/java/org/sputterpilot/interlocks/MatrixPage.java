package org.sputterpilot.interlocks;

import java.time.Duration;
import java.util.Locale;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Numbers;

/** The matrix as a page to read and sign: grid, causes, effects, hazards. */
public final class MatrixPage {
    private MatrixPage() {}

    /** The page in Markdown. */
    public static String markdown(Matrix matrix, TagTable tags) {
        StringBuilder page = new StringBuilder("# Cause and effect\n\n| cause |");
        matrix.effects().forEach(effect -> page.append(' ').append(effect.id()).append(" |"));
        page.append("\n|---|").append(":-:|".repeat(matrix.effects().size())).append('\n');
        for (Cause cause : matrix.causes()) {
            page.append("| ").append(cause.id()).append(" |");
            for (Effect effect : matrix.effects()) {
                page.append(' ').append(cell(matrix, cause, effect)).append(" |");
            }
            page.append('\n');
        }
        page.append(
                "\n## Causes\n\n| id | title | when | while | for | reset | bypass | layer | proof test | hazard | why |\n");
        page.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Cause cause : matrix.causes()) {
            row(
                    page,
                    cause.id(),
                    cause.title(),
                    cause.when().text(),
                    cause.during().map(Condition::text).orElse(""),
                    cause.onDelay().isZero() ? "" : seconds(cause.onDelay()),
                    word(cause.reset())
                            + cause.resetPermit()
                                    .map(permit -> " when " + permit.text())
                                    .orElse(""),
                    word(cause.bypass())
                            + (cause.mayBeBypassed()
                                    ? ", " + cause.longestBypass().toMinutes() + " min, severity " + cause.severity()
                                    : ""),
                    word(cause.layer()),
                    cause.proofTest().map(every -> every.toDays() + " d").orElse(""),
                    cause.hazard(),
                    cause.why());
        }
        page.append("\n## Effects\n\n| id | title | order | does | why |\n|---|---|---|---|---|\n");
        for (Effect effect : matrix.effects()) {
            StringBuilder does = new StringBuilder();
            effect.drives().forEach(drive -> does.append(does.isEmpty() ? "" : ", ")
                    .append(drive.tag())
                    .append(" = ")
                    .append(tags.get(drive.tag()).text(drive.value())));
            effect.asks().ifPresent(ask -> does.append("asks the run to ").append(word(ask)));
            does.append(effect.asFound() ? " (as found unless a cause is known)" : "");
            row(page, effect.id(), effect.title(), Integer.toString(effect.order()), does.toString(), effect.why());
        }
        page.append("\n## Hazards\n\n| id | hazard |\n|---|---|\n");
        matrix.hazards().forEach((id, text) -> row(page, id, text));
        return page.toString();
    }

    private static String cell(Matrix matrix, Cause cause, Effect effect) {
        return matrix.mark(cause.id(), effect.id())
                .map(mark -> mark.delay().isZero() ? "X" : seconds(mark.delay()))
                .orElse("");
    }

    private static void row(StringBuilder page, String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ')
                    .append(cell.replaceAll("\\s+", " ").replace("|", "\\|"))
                    .append(" |");
        }
        page.append('\n');
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String seconds(Duration time) {
        return Numbers.plain(time.toMillis() / 1e3) + " s";
    }
}
