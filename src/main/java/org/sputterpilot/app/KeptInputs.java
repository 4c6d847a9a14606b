package org.sputterpilot.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.replay.Told;
import org.sputterpilot.replay.TurnInputs;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * Gathers, on the cycle's thread, what one turn is given, and hands it on when the turn is over. It only holds on to
 * what is there anyway and changes no more.
 */
final class KeptInputs implements Inbox.Taken {
    private final Inbox inbox;
    private Consumer<TurnInputs> keeper = turn -> {};
    private Consumer<String> lost = why -> {};
    private List<Told> told = new ArrayList<>();
    private List<Inbox.FailedWrite> failed = List.of();
    private Tick tick;
    private ProcessImage image;

    KeptInputs(Inbox inbox) {
        this.inbox = inbox;
    }

    /** @param unknown told why inputs are not known from this turn on */
    void by(Consumer<TurnInputs> who, Consumer<String> unknown) {
        keeper = who;
        lost = unknown;
    }

    void told(Told what) {
        told.add(what);
    }

    @Override
    public void frozen(Tick now, ProcessImage frozen) {
        tick = now;
        image = frozen;
    }

    @Override
    public void failed(List<Inbox.FailedWrite> writes) {
        failed = List.copyOf(writes);
    }

    void turned(CycleRecord turn) {
        handOn(Optional.of(turn));
    }

    void brokeOff() {
        handOn(Optional.empty());
    }

    void lost(String why) {
        lost.accept(why);
    }

    private void handOn(Optional<CycleRecord> turn) {
        keeper.accept(new TurnInputs(tick, told, image, failed, inbox.lostLinks(), turn));
        told = new ArrayList<>();
        failed = List.of();
    }
}
