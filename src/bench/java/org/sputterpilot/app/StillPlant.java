package org.sputterpilot.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.JournalHash;
import org.sputterpilot.links.Binding;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.ChamberPort;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.sim.modbus.ChamberModbusServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaSettings;
import org.sputterpilot.time.Tick;

/**
 * A tool that stands as it did five seconds into GasStabilise, pumped and with argon flowing: what is written to it is
 * taken at once, its position switches follow at once, and nothing else ever moves but what the measurement moves. So
 * every nanosecond that is counted is the controller's, the wire's and the server's.
 */
final class StillPlant implements ChamberPort, AutoCloseable {
    private static final TagId ROOM_OXYGEN = TagId.of("safety.room_oxygen");
    private static final double GOOD_AIR = 0.209;
    private static final double BAD_AIR = 0.15;
    private static final Duration INTO_THE_PHASE = Duration.ofSeconds(5);

    /** What the trip must bring to rest over OPC UA. */
    static final List<TagId> WATCHED = List.of(
            TagId.of("cathode.hv_permit"),
            TagId.of("shutter.open"),
            TagId.of("gas.argon.flow_set"),
            TagId.of("gas.argon.valve.open"));

    private final Map<TagId, Double> values = new ConcurrentHashMap<>();
    private final Map<TagId, TagId> followers = new HashMap<>();
    private final Map<TagId, TagId> opposites = new HashMap<>();
    private final Instant at = Instant.now();
    private final ChamberOpcUaServer plc;
    private final ChamberModbusServer supply;
    private int atWork;
    private long settled;

    /**
     * @param scene what it shows
     * @param look how often its server looks for what has changed
     */
    StillPlant(Plant plant, Map<TagId, Double> scene, Path data, Duration look) {
        values.putAll(scene);
        for (Tag tag : plant.tags().all()) {
            tag.confirmedBy().ifPresent(follower -> followers.put(tag.id(), follower));
        }
        opposites.put(TagId.of("shutter.open"), TagId.of("shutter.is_closed"));
        ChamberOpcUaSettings door =
                new ChamberOpcUaSettings("127.0.0.1", 0, data, Map.of("controller", "controller"), look);
        plc = new ChamberOpcUaServer(this, Binding.behind("plc1", plant.tags()), door, Instant::now);
        supply = new ChamberModbusServer(this, Binding.behind("psu", plant.tags()), "127.0.0.1", 0);
        plc.start();
        supply.start();
    }

    /** What the virtual chamber shows five seconds into GasStabilise of the shipped recipe. */
    static Map<TagId, Double> scene(Plant plant) {
        VirtualChamber chamber = VirtualChamber.commissioned(plant.tags(), 7);
        FreePlant free = new FreePlant(plant, FilmModel.commissioned(plant.tool()), chamber, new JournalHash());
        Assembly assembly = free.assembly();
        ShiftOperator operator = new ShiftOperator(
                assembly,
                assembly.control("BENCH", plant.recipe("tio2-32nm-on-zn").orElseThrow(), List.of("F"), false),
                Duration.ZERO);
        Tick tick = Tick.first(FreePlant.START);
        CycleRecord turn = free.turn(tick);
        while (turn.run().phase() != PhaseName.GAS_STABILISE
                || tick.elapsed().minus(turn.run().phaseElapsed()).compareTo(INTO_THE_PHASE) < 0) {
            operator.look(turn);
            tick = tick.next(FreePlant.STEP);
            turn = free.turn(tick);
        }
        Map<TagId, Double> shown = new HashMap<>();
        for (Tag tag : plant.tags().all()) {
            if (tag.kind() != Tag.Kind.DERIVED) {
                shown.put(tag.id(), chamber.value(tag.id()));
            }
        }
        return shown;
    }

    int plcPort() {
        return plc.port();
    }

    int supplyPort() {
        return supply.port();
    }

    String url() {
        return plc.url();
    }

    /**
     * The room's air goes bad; answers how long it took until all of {@link #WATCHED} had come to rest here.
     *
     * @return empty when it did not happen within the patience
     */
    synchronized Optional<Duration> trip(Duration patience) throws InterruptedException {
        long began = System.nanoTime();
        values.put(ROOM_OXYGEN, BAD_AIR);
        boolean rested = await(false, patience);
        return rested ? Optional.of(Duration.ofNanos(settled - began)) : Optional.empty();
    }

    /** The air is good again; answers whether the controller has brought everything back to work. */
    synchronized boolean backToWork(Duration patience) throws InterruptedException {
        values.put(ROOM_OXYGEN, GOOD_AIR);
        return await(true, patience);
    }

    private boolean await(boolean work, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (atWork != (work ? WATCHED.size() : 0)) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    @Override
    public double value(TagId tag) {
        return values.getOrDefault(tag, 0.0);
    }

    @Override
    public Quality quality(TagId tag) {
        return Quality.GOOD;
    }

    @Override
    public synchronized void write(TagId command, double base) {
        values.put(command, base);
        if (followers.containsKey(command)) {
            values.put(followers.get(command), base);
        }
        if (opposites.containsKey(command)) {
            values.put(opposites.get(command), 1 - base);
        }
        if (WATCHED.contains(command)) {
            atWork = (int) WATCHED.stream().filter(tag -> values.get(tag) > 0).count();
            settled = System.nanoTime();
            notifyAll();
        }
    }

    @Override
    public Instant at(TagId tag) {
        return at;
    }

    @Override
    public void close() {
        plc.close();
        supply.close();
    }
}
