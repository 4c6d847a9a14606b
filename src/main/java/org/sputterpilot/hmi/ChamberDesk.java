package org.sputterpilot.hmi;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The back door of the virtual chamber, where trainers and tests hand in faults. It exists in virtual mode only. */
public interface ChamberDesk {
    /** Whether there is a virtual chamber at all. */
    boolean exists();

    /** Names of the faults it can have, and what they are. */
    Map<String, String> available();

    List<String> active();

    /** @throws IllegalArgumentException when the chamber knows no such fault */
    void inject(String fault, Duration after, Duration duration);

    /** @throws IllegalArgumentException when the chamber knows no such fault */
    void clear(String fault);

    /** Sets how many seconds of plant time pass in one. */
    void speed(double speed);
}
