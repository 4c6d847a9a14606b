package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sputterpilot.film.Calibration;
import org.sputterpilot.film.CalibrationProposal;
import org.sputterpilot.film.Commissioning;
import org.sputterpilot.film.ToolChange;
import org.sputterpilot.security.Signature;

/**
 * Where it is written how the rate model was taught: measured films, what they asked for, what was accepted. Entries
 * are added and never changed; each survives a power cut once its call returns.
 */
public interface CalibrationBook {

    /** Where the number came from. */
    enum Method {
        AFM,
        ELLIPSOMETRY,
        PROFILOMETER
    }

    /**
     * A measured film as it was entered.
     *
     * @param id of the entry; empty before it is written
     * @param slot of the holder when foil was measured, 0 when a witness was
     * @param witness label of the witness, or empty
     * @param site where on the piece
     * @param source files it was read from, or empty
     * @param demonstration whether a virtual chamber made the film
     */
    record Measurement(
            String id,
            String run,
            int slot,
            String witness,
            Method method,
            double thicknessNm,
            double sigmaNm,
            String site,
            Instant measuredAt,
            Instant enteredAt,
            String enteredBy,
            String source,
            boolean demonstration) {
        /** The piece in words. */
        public String place() {
            return slot > 0 ? "slot " + slot : witness;
        }
    }

    /**
     * What a run's record says of its film; NaN where nobody knows.
     *
     * @param calibration version the run had
     */
    record FilmOfRun(
            String run, Instant startedAt, Instant endedAt, int calibration, double modelledNm, double crystalNm) {}

    /** Where a version's numbers come from. */
    enum Source {
        PLANT_FILE,
        PROPOSAL,
        RESTORED
    }

    /**
     * One calibration and who put it in force.
     *
     * @param proposal the accepted one
     * @param restores the version whose numbers it repeats
     * @param learnedTo start of the last run it has learned from
     */
    record Version(
            int version,
            Calibration calibration,
            Source source,
            OptionalInt proposal,
            OptionalInt restores,
            Optional<Instant> learnedTo,
            Signature signature,
            String comment) {}

    /** What became of a proposal. */
    enum Decision {
        OPEN,
        ACCEPTED,
        REJECTED,
        SUPERSEDED
    }

    /**
     * A proposal as it was made.
     *
     * @param base version in force then
     * @param learnedTo start of the last run it has learned from
     * @param fresh measurements that came with it
     * @param taught the commissioning run it comes from; empty for one that measured films ask for
     */
    record Proposed(
            int id,
            Instant at,
            int base,
            CalibrationProposal proposal,
            Optional<Instant> learnedTo,
            List<String> fresh,
            Optional<Taught> taught,
            Decision decision,
            Optional<Signature> signature,
            String comment) {}

    /**
     * Where a proposal of the tool's own numbers comes from.
     *
     * @param document what the page shows of the fit, as JSON: curves, residuals, correlations
     */
    record Taught(Commissioning.Kind kind, String run, String document) {}

    /** Work on the tool as it was written down. */
    record Work(ToolChange change, String asset, String oldSerial, String newSerial, String who, String comment) {}

    /** Writes a measurement; answers it with its id. Empty when the slot held nothing in that run. */
    Optional<Measurement> add(Measurement measurement);

    /** Every measurement, in the order in which they were entered. */
    List<Measurement> measurements();

    /** Measurements whose proposal was rejected: they stay in the record and are not learned from. */
    List<String> setAside();

    /** Runs that have ended and whose film has not been copied from their record yet. */
    List<RunRow> runsToCopy();

    void add(FilmOfRun film);

    /** Runs that put film on something, oldest first. */
    List<FilmOfRun> films();

    /** Every version, oldest first; the last one is in force. */
    List<Version> versions();

    /** Puts a calibration in force; open proposals are superseded. Answers it with its number. */
    Version add(Version version);

    /** Proposals, newest first. */
    List<Proposed> proposals(int limit);

    /** Writes a proposal; an open one before it that is like it is superseded. Answers it with its number. */
    Proposed add(Proposed proposal);

    /** Says what became of an open proposal. */
    void decide(int proposal, Decision decision, Signature signature, String comment);

    void add(Work work, Instant enteredAt);

    /** Work on the tool, oldest first. */
    List<Work> work();
}
