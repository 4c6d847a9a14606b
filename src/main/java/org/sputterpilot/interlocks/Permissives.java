package org.sputterpilot.interlocks;

import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;

/** May a run start, may a phase begin? Shown before the click, asked again before each phase. */
public final class Permissives {
    private static final TagId PHASE = TagId.of("run.phase");

    private final List<Permissive> permissives;
    private final long[] phases;

    public Permissives(List<Permissive> permissives, TagTable tags) {
        this.permissives = List.copyOf(permissives);
        List<String> names = tags.get(PHASE).states();
        phases = new long[this.permissives.size()];
        for (int i = 0; i < phases.length; i++) {
            for (String block : this.permissives.get(i).blocks()) {
                int phase = names.indexOf(block);
                phases[i] |= phase < 0 ? 0 : 1L << phase;
            }
        }
    }

    public List<Permissive> all() {
        return permissives;
    }

    /** Every permissive with what its tags say; writes text, so for screens and starts, not for every turn. */
    public List<PermissiveView> evaluate(ProcessImage image) {
        List<PermissiveView> views = new ArrayList<>(permissives.size());
        for (Permissive permissive : permissives) {
            views.add(new PermissiveView(
                    permissive.id(),
                    permissive.title(),
                    given(permissive, image),
                    permissive.needs().values(image),
                    permissive.needs().text(),
                    permissive.blocks()));
        }
        return views;
    }

    /** Permissives that keep a production run from starting now. */
    public List<PermissiveView> blockingStart(ProcessImage image) {
        return blockingStart(image, true);
    }

    /**
     * Permissives that keep a run from starting now.
     *
     * @param production false for a calibration run, whose film is measured and not used
     */
    public List<PermissiveView> blockingStart(ProcessImage image, boolean production) {
        return evaluate(image).stream()
                .filter(view -> !view.ok().permits() && blocksStart(view.blocks(), production))
                .toList();
    }

    /** Whether one of these words keeps such a run from starting. */
    public static boolean blocksStart(List<String> blocks, boolean production) {
        return blocks.contains(Permissive.START) || production && blocks.contains(Permissive.PRODUCTION);
    }

    /** Bit n is set when phase n of {@code run.phase} may not begin; cheap, for every turn. */
    public long blockedPhases(ProcessImage image) {
        long blocked = 0;
        for (int i = 0; i < phases.length; i++) {
            if (phases[i] != 0 && !given(permissives.get(i), image).permits()) {
                blocked |= phases[i];
            }
        }
        return blocked;
    }

    private static Truth given(Permissive permissive, ProcessImage image) {
        if (permissive.during().isPresent() && permissive.during().get().evaluate(image) == Truth.FALSE) {
            return Truth.TRUE;
        }
        return permissive.needs().evaluate(image);
    }
}
