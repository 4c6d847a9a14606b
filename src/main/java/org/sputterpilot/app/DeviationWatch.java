package org.sputterpilot.app;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.SealBook;
import org.sputterpilot.historian.SignedRecord;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.DeviationBook;
import org.sputterpilot.logbook.DeviationState;
import org.sputterpilot.security.Signature;

/**
 * Opens deviations by what happens, soon after it happened, and puts every closed one under the sealed record of its
 * run. Beside the cycle, which never waits for it; what a crash prevented is done at the next start.
 */
final class DeviationWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeviationWatch.class);
    /** What could not be done is tried again after so many turns, and a record may have been sealed meanwhile. */
    private static final int TRY_AGAIN_TURNS = 600;

    private final Records records;
    private final WritingDesk desk = new WritingDesk("deviations");
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean owed = true;

    DeviationWatch(Records records) {
        this.records = records;
        soon();
    }

    /** On the cycle's thread, after each turn; takes no time. */
    void turned(CycleRecord turn) {
        boolean happened = !turn.events().isEmpty()
                || !turn.verdict().events().isEmpty()
                || !turn.alarmChanges().isEmpty();
        if (happened || owed && turn.tick().number() % TRY_AGAIN_TURNS == 0) {
            soon();
        }
    }

    /** One was closed. */
    void closed() {
        soon();
    }

    private void soon() {
        if (waiting.compareAndSet(false, true)) {
            try {
                desk.execute(this::look);
            } catch (RejectedExecutionException closing) {
                // the next start finds it
                LOG.debug("too late to look for deviations", closing);
            }
        }
    }

    private void look() {
        waiting.set(false);
        try {
            owed = file(records.deviations().book());
        } catch (RuntimeException e) {
            owed = true;
            LOG.error("Deviations could not be opened or filed; it is tried again", e);
        }
    }

    /** Whether one waits for the seal of its run. */
    private boolean file(DeviationBook book) {
        boolean waits = false;
        for (Deviation deviation : book.unfiled()) {
            for (Deviation.Entry closing : deviation.life()) {
                if (closing.act() == DeviationState.Act.CLOSE) {
                    Optional<Integer> addendum = addendum(deviation.until(closing), closing);
                    waits |= addendum.isEmpty();
                    addendum.ifPresent(number -> book.filed(deviation.number(), closing.number(), number));
                }
            }
        }
        return waits;
    }

    /** The addendum a closing stands in, also one a crash kept from being noted; empty while there is no seal. */
    private Optional<Integer> addendum(Deviation deviation, Deviation.Entry closing) {
        SealBook seals = records.seals();
        if (seals.find(deviation.run()).isEmpty()) {
            return Optional.empty();
        }
        return seals.addenda(deviation.run(), Instant.MAX).stream()
                .filter(known -> isOf(known, deviation, closing))
                .findFirst()
                .or(() -> seals.add(
                        deviation.run(),
                        Addendum.Kind.DEVIATION,
                        signature(closing),
                        deviation.number() + ", " + deviation.grade() + ": "
                                + deviation.now().get(Deviation.Field.DESCRIPTION),
                        content(deviation, closing)))
                .map(Addendum::number);
    }

    private static boolean isOf(Addendum known, Deviation deviation, Deviation.Entry closing) {
        return deviation.number().equals(known.content().get("deviation"))
                && Double.valueOf(closing.number()).equals(known.content().get("entry"));
    }

    private Signature signature(Deviation.Entry closing) {
        return records.names()
                .find(closing.signature())
                .map(SignedRecord::by)
                .orElseGet(() -> new Signature(closing.who(), closing.name(), "closed", closing.at()));
    }

    private static Map<String, Object> content(Deviation deviation, Deviation.Entry closing) {
        Map<String, Object> content = new LinkedHashMap<>(deviation.content());
        content.put("entry", closing.number());
        content.put("signature", closing.signature());
        content.put("reason", closing.reason());
        return content;
    }

    @Override
    public void close() {
        desk.close();
    }
}
