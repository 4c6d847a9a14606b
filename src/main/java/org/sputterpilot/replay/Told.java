package org.sputterpilot.replay;

import java.util.List;
import java.util.Map;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.film.CalibrationInForce;
import org.sputterpilot.film.FilmSoFar;
import org.sputterpilot.golden.Alike;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.interlocks.ProofDue;
import org.sputterpilot.interlocks.alarms.AlarmMemory;
import org.sputterpilot.recipes.RecoveredRun;

/**
 * What the program around a unit's engine tells it between turns, beside readings and requests. It acts on the turn
 * before which it was told, and on no other: only so can it be told again.
 */
public sealed interface Told {
    /** The program noticed something itself. */
    record Raised(String alarm, String text) implements Told {}

    /** What the program noticed is over. */
    record Lowered(String alarm) implements Told {}

    /** The alarms as an earlier process left them. */
    record Restored(List<AlarmMemory> alarms) implements Told {
        public Restored {
            alarms = List.copyOf(alarms);
        }
    }

    /** A run an earlier process has not survived, with its film. */
    record Recovered(RecoveredRun run, FilmSoFar film) implements Told {}

    /** The calibration of the next run. */
    record Calibrated(CalibrationInForce fromNextRun) implements Told {}

    /** Which target is in the cathode. */
    record Fitted(String serial) implements Told {}

    /** Another target is in the cathode. */
    record NewTarget(double erodedAtoms) implements Told {}

    /** Locks that were held when the program ended. */
    record Locked(List<MaintenanceLock> locks) implements Told {
        public Locked {
            locks = List.copyOf(locks);
        }
    }

    /** When each cause's proof test is due. */
    record Due(List<ProofDue> dues) implements Told {
        public Due {
            dues = List.copyOf(dues);
        }
    }

    /** There is a test source: guided proof tests are possible. */
    record Guided() implements Told {}

    /** What good runs looked like. */
    record Golden(Map<Alike, Envelope> known) implements Told {
        public Golden {
            known = Map.copyOf(known);
        }
    }
}
