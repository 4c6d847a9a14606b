package org.sputterpilot.historian.db;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.interlocks.alarms.AlarmMemory;
import org.sputterpilot.interlocks.alarms.AlarmView;

/**
 * Which alarms stand differently from what is written. It compares with the last record that was really written, so a
 * turn that was lost on the way takes nothing with it.
 */
final class AlarmWatch {
    private final Map<String, AlarmMemory> written = new HashMap<>();
    private List<AlarmView> last = List.of();
    private List<AlarmView> offered = List.of();

    /** @param standing what the database knows */
    AlarmWatch(List<AlarmMemory> standing) {
        standing.forEach(memory -> written.put(memory.id(), memory));
    }

    List<AlarmMemory> changed(List<AlarmView> views) {
        offered = views;
        if (views == last) {
            return List.of();
        }
        List<AlarmMemory> changed = new ArrayList<>();
        boolean sameAlarms = views.size() == last.size();
        for (int i = 0; i < views.size(); i++) {
            AlarmView view = views.get(i);
            if (sameAlarms && view == last.get(i)) {
                continue;
            }
            AlarmMemory known = written.getOrDefault(view.id(), AlarmMemory.none(view.id()));
            if (!view.memory().equals(known)) {
                changed.add(view.memory());
            }
        }
        return changed;
    }

    /** What was offered last is in the journal. */
    void written() {
        changed(offered).forEach(memory -> written.put(memory.id(), memory));
        last = offered;
    }
}
