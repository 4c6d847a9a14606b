package org.sputterpilot.scenarios;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.golden.Course;
import org.sputterpilot.golden.GoldenRules;
import org.sputterpilot.golden.Steps;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/** What a story's run looked like, as the historian would have kept it: a sample when the dead-band is left. */
final class RunLooks {
    private static final GoldenRules RULES = VirtualPlant.SHIPPED.golden();

    /** One stored value and when it was stored. */
    private record Sample(Duration at, double value, Quality quality) {}

    private final Map<PhaseName, Map<TagId, List<Sample>>> samples = new EnumMap<>(PhaseName.class);
    private final Map<PhaseName, Duration> began = new EnumMap<>(PhaseName.class);
    private final Map<PhaseName, Duration> ended = new EnumMap<>(PhaseName.class);

    /** Takes one turn. */
    void see(CycleRecord turn) {
        PhaseName phase = turn.run().phase();
        Duration now = turn.tick().elapsed();
        began.putIfAbsent(phase, turn.run().phaseElapsed());
        ended.put(phase, now);
        for (GoldenRules.Watched watched : RULES.in(phase)) {
            int slot = turn.image().tags().slot(watched.tag());
            Retention.Rule rule = VirtualPlant.SHIPPED.retention().rule(slot);
            double value = turn.image().lastValue(slot);
            Quality quality = turn.image().quality(slot);
            List<Sample> of = samples.computeIfAbsent(phase, any -> new LinkedHashMap<>())
                    .computeIfAbsent(watched.tag(), any -> new ArrayList<>());
            Sample last = of.isEmpty() ? null : of.get(of.size() - 1);
            if (last == null || rule.differs(last.value(), last.quality(), value, quality)) {
                of.add(new Sample(now, value, quality));
            }
        }
    }

    /** The course of a run that is over. */
    Course course(String run, Thickness off, double score) {
        Map<PhaseName, Map<TagId, Steps>> phases = new EnumMap<>(PhaseName.class);
        samples.forEach((phase, tags) -> {
            Map<TagId, Steps> steps = new LinkedHashMap<>();
            tags.forEach((tag, of) -> steps.put(tag, steps(phase, of)));
            phases.put(phase, steps);
        });
        return new Course(run, phases, off, score);
    }

    private Steps steps(PhaseName phase, List<Sample> of) {
        Duration start = began.get(phase);
        Duration end = ended.get(phase).minus(start);
        Steps.Maker maker = new Steps.Maker(RULES.step(), end);
        for (int i = 0; i < of.size(); i++) {
            Duration until = i + 1 < of.size() ? of.get(i + 1).at().minus(start) : end;
            double value =
                    of.get(i).quality() == Quality.BAD ? Double.NaN : of.get(i).value();
            maker.held(of.get(i).at().minus(start), until, value);
        }
        return maker.done();
    }
}
