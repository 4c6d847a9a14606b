package org.sputterpilot.security;

import java.util.Arrays;
import java.util.Optional;

/** Something a person may be allowed to do. The word is what {@code /me} lists and what each call is guarded by. */
public enum Permission {
    WATCH(Word.WATCH),
    ABORT(Word.ABORT),
    START(Word.START),
    COMMAND(Word.COMMAND),
    END_PHASE(Word.END_PHASE),
    COMMENT(Word.COMMENT),
    DISPOSE(Word.DISPOSE),
    APPROVE_CONTINUE(Word.APPROVE_CONTINUE),
    RELEASE(Word.RELEASE),
    REVIEW_RUN(Word.REVIEW_RUN),
    DEVIATION(Word.DEVIATION),
    CLOSE_DEVIATION(Word.CLOSE_DEVIATION),
    RESET(Word.RESET),
    ACKNOWLEDGE(Word.ACKNOWLEDGE),
    SHELVE_ALARM(Word.SHELVE_ALARM),
    SUPPRESS_ALARM(Word.SUPPRESS_ALARM),
    ALARM_SERVICE(Word.ALARM_SERVICE),
    MODE(Word.MODE),
    WRITE_TAG(Word.WRITE_TAG),
    BIND(Word.BIND),
    REQUEST_BYPASS(Word.REQUEST_BYPASS),
    APPROVE_BYPASS(Word.APPROVE_BYPASS),
    FORCE_TRIP(Word.FORCE_TRIP),
    SIGN_MATRIX(Word.SIGN_MATRIX),
    MEASURE(Word.MEASURE),
    ADDENDUM(Word.ADDENDUM),
    CALIBRATE(Word.CALIBRATE),
    TOOL_WORK(Word.TOOL_WORK),
    PROOF_TEST(Word.PROOF_TEST),
    MAINTENANCE_LOCK(Word.MAINTENANCE_LOCK),
    EDIT_RECIPE(Word.EDIT_RECIPE),
    APPROVE_RECIPE(Word.APPROVE_RECIPE),
    GENEALOGY(Word.GENEALOGY),
    VIRTUAL_CHAMBER(Word.VIRTUAL_CHAMBER),
    AUDIT(Word.AUDIT),
    OWN_ACCOUNT(Word.OWN_ACCOUNT),
    USERS(Word.USERS),
    CERTIFICATES(Word.CERTIFICATES),
    BACKUP(Word.BACKUP),
    LEGAL_HOLD(Word.LEGAL_HOLD),
    IMPORT_LOG(Word.IMPORT_LOG);

    /** The words as constants, for annotations. */
    public static final class Word {
        /** Every page and every reading. */
        public static final String WATCH = "watch";
        /** The unit to its safe state, from a console that is not local. */
        public static final String ABORT = "abort";
        /** Begin a run; signed. */
        public static final String START = "start";
        /** Hold, restart, pause, resume, stop, park, unload a run. */
        public static final String COMMAND = "hold";
        /** End or skip a phase before its condition is met; signed. */
        public static final String END_PHASE = "endPhase";
        /** Write something into the record of a run. */
        public static final String COMMENT = "comment";
        /** Hold, free, reject, recall foil, runs and cells; say what becomes of half-coated foil; signed. */
        public static final String DISPOSE = "dispose";
        /** Approve as QA that half-coated foil goes on in another run; signed. */
        public static final String APPROVE_CONTINUE = "approveContinue";
        /** Release foil, runs and cells, at risk or whole, beside disposing of them; signed. */
        public static final String RELEASE = "release";
        /** Review the record of a run one did not run, and ask for a release at risk; signed. */
        public static final String REVIEW_RUN = "reviewRun";
        /** Open deviations, write them up and hand them in. */
        public static final String DEVIATION = "deviation";
        /** Send deviations back, close them as far as their class allows, reopen and reclassify them; signed. */
        public static final String CLOSE_DEVIATION = "closeDeviation";
        /** Reset tripped effects. */
        public static final String RESET = "reset";
        /** Acknowledge alarms and reset latched ones. */
        public static final String ACKNOWLEDGE = "acknowledge";
        /** Take an alarm off the list for a while, and put it back. */
        public static final String SHELVE_ALARM = "shelveAlarm";
        /** Suppress an alarm for a while as its design would, and end that. */
        public static final String SUPPRESS_ALARM = "suppressAlarm";
        /** Take an alarm out of service while its instrument is worked on, and return it. */
        public static final String ALARM_SERVICE = "alarmService";
        /** Change between automatic, semi-automatic and manual. */
        public static final String MODE = "mode";
        /** Write a command tag in manual mode. */
        public static final String WRITE_TAG = "writeTag";
        /** Look around in the devices behind the links and hold the tag files against them; changes nothing. */
        public static final String BIND = "bind";
        /** Ask that a cause be taken out of service, and take a bypass off; signed. */
        public static final String REQUEST_BYPASS = "requestBypass";
        /** Approve or reject a bypass somebody else asked for; signed. The cause says which role it takes. */
        public static final String APPROVE_BYPASS = "approveBypass";
        /** Trip an effect by hand, or let it go. */
        public static final String FORCE_TRIP = "forceTrip";
        /** Put a name under the cause-and-effect matrix as a reviewer; signed. */
        public static final String SIGN_MATRIX = "signMatrix";
        /** Enter a measured film. */
        public static final String MEASURE = "measure";
        /** Add to the sealed record of a run: an inspection, a deviation, a correction, a decision; signed. */
        public static final String ADDENDUM = "addendum";
        /** Accept, reject and restore calibrations of the rate model; signed. */
        public static final String CALIBRATE = "calibrate";
        /** Write down work on the tool: another target, shields, a wet clean; signed. */
        public static final String TOOL_WORK = "toolWork";
        /** Test that an interlock still acts, or write down such a test; signed. */
        public static final String PROOF_TEST = "proofTest";
        /** Lock a module one works on, and take one's own lock off. */
        public static final String MAINTENANCE_LOCK = "maintenanceLock";
        /** Write recipes and hand them over for review; the hand-over is signed. */
        public static final String EDIT_RECIPE = "editRecipe";
        /** Approve, reject, put in force and retire recipes; signed, and never one's own text. */
        public static final String APPROVE_RECIPE = "approveRecipe";
        /** Write down foil, discs, cells, tests and what they came from. */
        public static final String GENEALOGY = "genealogy";
        /** Inject faults into the virtual chamber and change its speed. */
        public static final String VIRTUAL_CHAMBER = "virtualChamber";
        /** Read the audit. */
        public static final String AUDIT = "audit";
        /** Change the own password, keys and sessions; never with a key. */
        public static final String OWN_ACCOUNT = "ownAccount";
        /** Enter, change and disable users, give one-time passwords, end anybody's session. */
        public static final String USERS = "users";
        /** Say whose OPC UA certificates are believed, and make a new one for this program. */
        public static final String CERTIFICATES = "certificates";
        /** Make backups, look into them and fetch them: whoever has one has everything but the private keys. */
        public static final String BACKUP = "backup";
        /** Say that nothing of a run may go, whatever its age, and take that back. */
        public static final String LEGAL_HOLD = "legalHold";
        /** Import the log of another tool as a run of that tool. */
        public static final String IMPORT_LOG = "importLog";

        private Word() {}
    }

    private final String word;

    Permission(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The permission with this word, or empty. */
    public static Optional<Permission> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}
