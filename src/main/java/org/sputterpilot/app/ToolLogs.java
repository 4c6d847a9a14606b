package org.sputterpilot.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.ToolLogStore;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.ToolLogDesk;
import org.sputterpilot.hmi.wire.ToolLogShown;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.ImportsReader;
import org.sputterpilot.security.Secrets;
import org.sputterpilot.toollogs.LogFaultException;
import org.sputterpilot.toollogs.LogMapping;
import org.sputterpilot.toollogs.LogReader;
import org.sputterpilot.toollogs.ToolLog;

/** Imports logs of other tools by the mappings of a plant directory, and tells of those that were. */
final class ToolLogs implements ToolLogDesk {
    private final ToolLogStore store;
    private final Path plant;
    private final String ownUnit;

    /** @param ownUnit the unit this program controls; no log becomes a run of it */
    ToolLogs(Database database, Path plant, String ownUnit) {
        store = new ToolLogStore(database);
        this.plant = plant;
        this.ownUnit = ownUnit;
    }

    @Override
    public List<ToolLogShown> all() {
        return store.all().stream()
                .map(one -> shown(one, true, List.of(), List.of()))
                .toList();
    }

    @Override
    public ToolLogShown log(String run) {
        return whole(found(run), true);
    }

    private ToolLogStore.Imported found(String run) {
        return store.run(run).orElseThrow(() -> Refusal.unknown("There is no imported log '" + run + "'."));
    }

    @Override
    public ToolLogShown take(byte[] bytes, String file, String mappingId, String who, Instant now) {
        String hash = Secrets.sha256(bytes);
        Optional<ToolLogStore.Imported> before = store.find(hash);
        if (before.isPresent()) {
            return whole(before.get(), true);
        }
        LogMapping mapping = mapping(mappingId);
        if (mapping.tool().equals(ownUnit)) {
            throw Refusal.rule("mapping", "tool", "The mapping names the unit this program controls as its tool.");
        }
        try {
            ToolLog log = LogReader.read(bytes, mapping);
            ToolLogStore.Origin origin = new ToolLogStore.Origin(
                    mapping.tool(), file, hash, bytes.length, mapping.id(), hashOf(mapping), who, now);
            return whole(store.add(log, origin), false);
        } catch (LogFaultException e) {
            throw Refusal.rule("file", "log", file + ": " + e.getMessage());
        } catch (IllegalStateException e) {
            throw Refusal.conflict(e.getMessage(), "THERE", List.of());
        }
    }

    private LogMapping mapping(String id) {
        Faults faults = new Faults();
        List<LogMapping> mappings = ImportsReader.read(plant, faults);
        if (!faults.isEmpty()) {
            throw Refusal.rule("mapping", "readable", faults.sorted().get(0).toString());
        }
        return mappings.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "mapping",
                        "one-of",
                        "'" + id + "' is none of "
                                + mappings.stream().map(LogMapping::id).collect(Collectors.joining(", ")) + "."));
    }

    private String hashOf(LogMapping mapping) {
        try {
            return Secrets.sha256(Files.readAllBytes(plant.resolve("historian/imports/" + mapping.id() + ".yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException("the mapping went away while it was used", e);
        }
    }

    @Override
    public Series history(String run, String tag, Instant from, Instant to, int points) {
        return store.history(found(run), tag, from, to, points);
    }

    private ToolLogShown whole(ToolLogStore.Imported log, boolean again) {
        return shown(
                log,
                again,
                store.phases(log.run()).stream()
                        .map(phase -> new ToolLogShown.Phase(phase.name(), phase.from(), phase.to()))
                        .toList(),
                store.columns(log.run()).stream()
                        .map(column -> new ToolLogShown.Column(
                                column.name(), column.tag(), column.measure(), column.labels(), column.known()))
                        .toList());
    }

    private static ToolLogShown shown(
            ToolLogStore.Imported log,
            boolean again,
            List<ToolLogShown.Phase> phases,
            List<ToolLogShown.Column> columns) {
        ToolLogStore.Origin origin = log.origin();
        return new ToolLogShown(
                log.run(),
                origin.tool(),
                origin.file(),
                origin.sha256(),
                origin.mapping(),
                log.from(),
                log.to(),
                log.rows(),
                log.samples(),
                (double) log.storedBytes() / Math.max(1, log.samples()),
                origin.who(),
                origin.at(),
                again,
                phases,
                columns);
    }
}
