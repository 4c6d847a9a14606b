package org.sputterpilot.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.hmi.MatrixPages;
import org.sputterpilot.hmi.Pictures;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.UnitDesk;
import org.sputterpilot.hmi.UnitPicture;
import org.sputterpilot.hmi.wire.CommandLife;
import org.sputterpilot.hmi.wire.LivePermissive;
import org.sputterpilot.hmi.wire.MatrixPage;
import org.sputterpilot.interlocks.Permissive;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagTable;

/** The counter between the web edge and the unit in the control room. */
final class UnitCounter implements UnitDesk {
    private final ControlRoom room;
    private final String mode;
    private final String version;
    private volatile UnitPicture last;

    UnitCounter(ControlRoom room, String mode, String version) {
        this.room = room;
        this.mode = mode;
        this.version = version;
    }

    @Override
    public Facts facts() {
        return room.unit()
                .map(unit ->
                        new Facts(mode, unit.plant().unit().unit(), unit.plant().hash(), version))
                .orElse(new Facts(mode, "", "", version));
    }

    @Override
    public boolean ready() {
        return room.unit().map(RunningUnit::alive).orElse(false);
    }

    @Override
    public double speed() {
        return room.unit().map(unit -> unit.pace().speed()).orElse(1.0);
    }

    @Override
    public Optional<UnitPicture> picture() {
        return room.unit().flatMap(unit -> unit.assembly().snapshot().last().map(record -> picture(unit, record)));
    }

    /** Each turn is put into words once, whoever asks. */
    private UnitPicture picture(RunningUnit unit, CycleRecord record) {
        UnitPicture known = last;
        if (known != null && known.tick().number() == record.tick().number()) {
            return known;
        }
        UnitPicture fresh = Pictures.of(
                record.tick(),
                record.image(),
                record.verdict(),
                record.run(),
                record.alarms(),
                unit.assembly().manual().mode(),
                unit.assembly().permissives().evaluate(record.image()),
                unit.links());
        last = fresh;
        return fresh;
    }

    @Override
    public TagTable tags() {
        return room.running().plant().tags();
    }

    @Override
    public void post(Request request) {
        room.running().assembly().inbox().post(request);
    }

    @Override
    public List<LivePermissive> permissives(String recipe) {
        List<LivePermissive> given =
                new ArrayList<>(picture().map(UnitPicture::permissives).orElseThrow(UnitCounter::notYet));
        given.add(noBypass(recipe));
        return given;
    }

    /** A bypass keeps every run from starting whose recipe does not tolerate it. */
    private LivePermissive noBypass(String recipe) {
        RunningUnit unit = room.running();
        List<String> tolerated = unit.recipes()
                .effective(recipe)
                .map(MasterRecipe::toleratedBypasses)
                .orElse(List.of());
        List<String> bypassed = unit.assembly()
                .snapshot()
                .last()
                .map(turn -> turn.verdict().bypassedBeyond(tolerated))
                .orElse(List.of());
        return new LivePermissive(
                "NO_BYPASS",
                "No cause is bypassed that the recipe does not tolerate",
                bypassed.isEmpty(),
                bypassed.isEmpty() ? "none" : String.join(", ", bypassed),
                "none",
                List.of(Permissive.START));
    }

    @Override
    public MatrixPage matrix() {
        Assembly assembly = room.running().assembly();
        CycleRecord record = assembly.snapshot().last().orElseThrow(UnitCounter::notYet);
        return MatrixPages.of(assembly.plant().matrix(), record.verdict(), record.image());
    }

    private static Refusal notYet() {
        return Refusal.unavailable("The unit has not turned yet.");
    }

    @Override
    public Optional<CommandLife> command(long id) {
        return room.running().assembly().memory().command(id);
    }
}
