package org.sputterpilot.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import org.sputterpilot.interlocks.PermissiveView;
import org.sputterpilot.interlocks.ProofTestReport;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeKind;
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
                unit.assembly().golden().standing(),
                record.alarms(),
                unit.assembly().manual().mode(),
                permissives(unit, record, List.of()),
                unit.links(),
                unit.assembly().locks().held().stream()
                        .map(lock -> Pictures.lock(lock, unit.plant().unit()))
                        .toList(),
                underTest(unit));
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
        RunningUnit unit = room.running();
        CycleRecord turn = unit.assembly().snapshot().last().orElseThrow(UnitCounter::notYet);
        List<String> tolerated = unit.recipes()
                .effective(recipe)
                .map(MasterRecipe::toleratedBypasses)
                .orElse(List.of());
        List<LivePermissive> given = new ArrayList<>(permissives(unit, turn, tolerated).stream()
                .map(Pictures::permissive)
                .toList());
        given.add(noLock(recipe));
        given.add(tested());
        unit.recipes()
                .effective(recipe)
                .filter(master -> !unit.plant().unit().byHand().modules().isEmpty())
                .ifPresent(master -> given.add(toleratedByHand(unit, master)));
        return given;
    }

    /** What the files ask for, and that a bypass keeps every run from starting whose recipe does not tolerate it. */
    private static List<PermissiveView> permissives(RunningUnit unit, CycleRecord turn, List<String> tolerated) {
        List<PermissiveView> given =
                new ArrayList<>(unit.assembly().permissives().evaluate(turn.image()));
        given.add(PermissiveView.noBypass(turn.verdict(), tolerated));
        return given;
    }

    private static Optional<String> underTest(RunningUnit unit) {
        return unit.assembly()
                .proofs()
                .shown()
                .filter(report -> !report.state().isOver())
                .map(ProofTestReport::cause);
    }

    /** A module somebody has their hands in keeps every run from starting that would hold it. */
    private LivePermissive noLock(String recipe) {
        RunningUnit unit = room.running();
        Assembly assembly = unit.assembly();
        Set<String> needed = new TreeSet<>();
        unit.recipes().effective().stream()
                .filter(master -> recipe.isEmpty() || master.id().equals(recipe))
                .forEach(master -> needed.addAll(assembly.modules(master)));
        Optional<String> locked = assembly.locks().refusal(needed);
        return new LivePermissive(
                "MAINTENANCE_LOCK",
                "Nobody works on what the run needs",
                locked.isEmpty(),
                locked.orElse("no lock"),
                "no lock",
                List.of(Permissive.START));
    }

    /** What people move here in place of the program, and whether this recipe may be made so. */
    private static LivePermissive toleratedByHand(RunningUnit unit, MasterRecipe recipe) {
        Optional<String> refused = unit.assembly().refusedByHand(recipe);
        return new LivePermissive(
                "TOLERATED_MANUAL",
                "The recipe allows what is moved by hand",
                refused.isEmpty(),
                refused.orElse(String.join(", ", unit.plant().unit().byHand().modules())),
                "as its tolerated_manual says",
                List.of(recipe.kind() == RecipeKind.COATING ? Permissive.PRODUCTION : Permissive.START));
    }

    /** Interlocks that nobody has tested in time keep production from starting. */
    private LivePermissive tested() {
        RunningUnit unit = room.running();
        Instant now =
                unit.assembly().snapshot().last().map(turn -> turn.tick().at()).orElseThrow(UnitCounter::notYet);
        List<String> overdue = unit.assembly().proofs().overdue(now);
        Optional<String> on = underTest(unit);
        return new LivePermissive(
                "PROOF_TESTS",
                "Proof tests in date",
                overdue.isEmpty() && on.isEmpty(),
                on.map(cause -> "test of " + cause + " is on")
                        .orElse(overdue.isEmpty() ? "in date" : "overdue: " + String.join(", ", overdue)),
                "in date",
                List.of(on.isPresent() ? Permissive.START : Permissive.PRODUCTION));
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
