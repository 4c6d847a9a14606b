package org.sputterpilot.app;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.hmi.MatrixDesk;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.reports.MatrixReview;
import org.sputterpilot.reports.MatrixSheet;
import org.sputterpilot.reports.Pdf;

/** The matrix of the unit in the control room: printed from what the engine runs, signed for its hash. */
final class MatrixCounter implements MatrixDesk {
    private final ControlRoom room;
    private final Clock clock;
    private volatile List<MatrixSignatures.Signed> known;

    MatrixCounter(ControlRoom room, Clock clock) {
        this.room = room;
        this.clock = clock;
    }

    /** What a review of these plant files reads. */
    static MatrixReview review(Plant plant, Optional<List<MatrixSignatures.Signed>> signatures, Instant now) {
        return new MatrixReview(
                plant.unit().unit(),
                plant.hash(),
                plant.files(),
                plant.tags(),
                plant.matrix(),
                plant.permissives(),
                plant.alarms().all(),
                plant.limits(),
                signatures,
                now);
    }

    private Plant plant() {
        return room.running().plant();
    }

    @Override
    public String hash() {
        return plant().matrix().hash();
    }

    @Override
    public List<MatrixSignatures.Signed> signatures() {
        List<MatrixSignatures.Signed> signed = known;
        if (signed == null) {
            signed = room.running().records().signatures().of(hash());
            known = signed;
        }
        return signed;
    }

    @Override
    public boolean sign(MatrixSignatures.Signed signed) {
        boolean written = room.running().records().signatures().sign(hash(), signed);
        known = null;
        return written;
    }

    @Override
    public String html() {
        return MatrixSheet.html(review(plant(), Optional.of(signatures()), clock.instant()));
    }

    @Override
    public byte[] pdf() {
        return Pdf.of(html());
    }

    @Override
    public String style() {
        return MatrixSheet.STYLE;
    }
}
