package org.sputterpilot.hmi;

import java.time.Instant;
import java.util.Map;
import org.sputterpilot.hmi.wire.DeviationPage;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.Deviation.Field;
import org.sputterpilot.logbook.DeviationRules;
import org.sputterpilot.logbook.Deviations;
import org.sputterpilot.security.Role;

/** Deviations as lists and their own pages show them. */
final class DeviationPages {
    private DeviationPages() {}

    static DeviationPage page(Deviation deviation, DeviationRules rules, Instant now) {
        Map<Field, String> says = deviation.now();
        DeviationRules.Grade grade = rules.of(deviation.grade());
        return new DeviationPage(
                deviation.number(),
                nothing(deviation.run()),
                nothing(deviation.cause()),
                deviation.state().name(),
                deviation.grade().name(),
                deviation.openedAt(),
                deviation.openedBy(),
                deviation.due(),
                !deviation.isClosed() && deviation.due().isBefore(now),
                deviation.items(),
                says.get(Field.DESCRIPTION),
                says.get(Field.IMMEDIATE_ACTION),
                says.get(Field.ROOT_CAUSE),
                says.get(Field.CAPA),
                says.get(Field.DECISION),
                grade.needs().stream().map(Deviations::word).toList(),
                grade.closedBy().stream().map(Role::word).toList(),
                Deviations.allowed(deviation).stream().map(Enum::name).toList(),
                deviation.life().stream().map(DeviationPages::entry).toList());
    }

    private static DeviationPage.Entry entry(Deviation.Entry entry) {
        return new DeviationPage.Entry(
                entry.number(),
                entry.at(),
                entry.who(),
                entry.name(),
                entry.act().name(),
                entry.changes().stream()
                        .map(change -> new DeviationPage.Change(
                                Deviations.word(change.field()), change.before(), change.after()))
                        .toList(),
                entry.reason(),
                nothing(entry.signature()));
    }

    private static String nothing(String text) {
        return text.isEmpty() ? null : text;
    }
}
