package org.sputterpilot.hmi;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.hmi.wire.LiveAlarm;
import org.sputterpilot.hmi.wire.LiveRun;
import org.sputterpilot.hmi.wire.LiveVerdict;
import org.sputterpilot.hmi.wire.Status;
import org.sputterpilot.interlocks.Verdict;

/** The unit in one answer. */
@Path("/status")
public class StatusResource {
    @Inject
    UnitDesk unit;

    @Inject
    Person person;

    @Inject
    Clock clock;

    /**
     * Everybody may know that the unit runs, in which phase, and that alarms wait; the rest is for signed-in people.
     */
    @GET
    @PermitAll
    public Status status() {
        UnitDesk.Facts facts = unit.facts();
        Optional<UnitPicture> picture = unit.picture();
        LiveRun run = picture.map(UnitPicture::run).orElse(null);
        String unitState = picture.map(UnitPicture::unitState).orElse("UNKNOWN");
        String interlocks = picture.map(p -> word(p.verdict())).orElse(null);
        Status.AlarmCounts alarms = picture.map(StatusResource::counts).orElse(new Status.AlarmCounts(0, 0));
        if (!person.signedIn()) {
            Status.StatusRun reduced = run == null
                    ? null
                    : new Status.StatusRun(null, null, run.state(), run.phase(), null, null, null, null);
            return new Status(
                    facts.mode(),
                    unit.ready(),
                    null,
                    clock.instant(),
                    null,
                    facts.chamber(),
                    unitState,
                    interlocks,
                    reduced,
                    null,
                    null,
                    alarms,
                    null,
                    null);
        }
        Status.StatusRun full = run == null
                ? null
                : new Status.StatusRun(
                        run.id(),
                        run.recipe(),
                        run.state(),
                        run.phase(),
                        run.phaseElapsedS(),
                        run.thicknessNm(),
                        run.thicknessSigmaNm(),
                        run.targetNm());
        return new Status(
                facts.mode(),
                unit.ready(),
                unit.speed(),
                clock.instant(),
                picture.map(p -> p.tick().at()).orElse(null),
                facts.chamber(),
                unitState,
                interlocks,
                full,
                picture.map(UnitPicture::links).orElse(null),
                picture.map(p -> p.verdict().tripped()).orElse(null),
                alarms,
                facts.plantHash(),
                facts.version());
    }

    /** A unit that was just switched on and never reset is locked; nothing has tripped it. */
    private static String word(LiveVerdict verdict) {
        if (verdict.tripped().isEmpty()) {
            return "NORMAL";
        }
        return Set.of(Verdict.RESTART).containsAll(verdict.firstOut()) ? "LOCKED" : "TRIPPED";
    }

    private static Status.AlarmCounts counts(UnitPicture picture) {
        int unacknowledged = 0;
        int active = 0;
        for (LiveAlarm alarm : picture.alarms()) {
            unacknowledged += alarm.state().contains("UNACKNOWLEDGED") ? 1 : 0;
            active += alarm.state().equals("UNACKNOWLEDGED") || alarm.state().equals("ACKNOWLEDGED") ? 1 : 0;
        }
        return new Status.AlarmCounts(unacknowledged, active);
    }
}
