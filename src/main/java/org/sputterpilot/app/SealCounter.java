package org.sputterpilot.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.PrintSeal;
import org.sputterpilot.historian.RecordFile;
import org.sputterpilot.historian.RunSeal;
import org.sputterpilot.historian.SealBook;
import org.sputterpilot.historian.SealProof;
import org.sputterpilot.hmi.RecordDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.reports.Pdf;
import org.sputterpilot.reports.RunDossier;
import org.sputterpilot.security.Signature;

/** The sealed records of the unit in the control room. */
final class SealCounter implements RecordDesk {
    private final ControlRoom room;

    SealCounter(ControlRoom room) {
        this.room = room;
    }

    private SealBook book() {
        return room.running().records().seals();
    }

    private RunSeal seal(String run) {
        return book().find(run).orElseThrow(() -> Refusal.unknown("The record of run '" + run + "' is not sealed."));
    }

    @Override
    public boolean isSealed(String run) {
        return book().find(run).isPresent();
    }

    @Override
    public String json(String run, Instant asOf) {
        return RecordFile.of(seal(run), addenda(run, asOf));
    }

    @Override
    public String html(String run, Instant asOf) {
        return RunDossier.html(seal(run), addenda(run, asOf), asOf);
    }

    @Override
    public byte[] pdf(String run, Instant asOf) {
        RunSeal seal = seal(run);
        List<Addendum> addenda = addenda(run, asOf);
        byte[] pages = Pdf.of(RunDossier.html(seal, addenda, asOf));
        return PrintSeal.on(pages, room.running().records().key(), seal, run, addenda.size(), asOf);
    }

    @Override
    public String style() {
        return RunDossier.STYLE;
    }

    @Override
    public SealProof verify(String run) {
        return book().verify(run).orElseThrow(() -> Refusal.unknown("The record of run '" + run + "' is not sealed."));
    }

    @Override
    public List<Addendum> addenda(String run, Instant asOf) {
        return book().addenda(run, asOf);
    }

    @Override
    public Optional<Addendum> add(String run, Addendum.Kind kind, Signature by, String text, Map<String, ?> content) {
        return book().add(run, kind, by, text, content);
    }
}
