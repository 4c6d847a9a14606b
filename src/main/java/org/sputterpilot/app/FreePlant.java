package org.sputterpilot.app;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Journal;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.Write;
import org.sputterpilot.plant.LinkSpec;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.sim.SimLink;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.time.Tick;

/**
 * One unit and the virtual chamber it drives in a single thread on the virtual clock: no server, no file, no sleep.
 * Each link of the plant is a wire of its own, so that one of them can be cut.
 */
public final class FreePlant {
    /** The day on which every free-running plant is switched on. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Plant time from one turn to the next. */
    public static final Duration STEP = Duration.ofMillis(100);

    private final Plant plant;
    private final VirtualChamber chamber;
    private final Map<String, SimLink> links = new LinkedHashMap<>();
    private final Assembly assembly;
    private final VirtualHands hands;

    /** A unit at rest in front of a chamber; whoever moves what is MANUAL there is always the same person. */
    public FreePlant(Plant plant, FilmModel model, VirtualChamber chamber, Journal journal) {
        this(plant, model, chamber, 1, journal);
    }

    /**
     * A unit at rest in front of a chamber.
     *
     * @param model what the tool is known to do
     * @param seed of the person who moves what is MANUAL
     * @param journal where turns are kept
     */
    public FreePlant(Plant plant, FilmModel model, VirtualChamber chamber, long seed, Journal journal) {
        this.plant = plant;
        this.chamber = chamber;
        assembly = new Assembly(plant, model, 1, this::write, journal, 0);
        hands = new VirtualHands(plant.unit().byHand(), assembly.inbox(), chamber::write, seed);
        assembly.guided(chamber::testSource, report -> {});
        for (LinkSpec spec : plant.links()) {
            SimLink link = new SimLink(chamber);
            link.open(Binding.behind(spec.id(), plant.tags(), tag -> false, plant.unit()::isByHand), assembly.inbox());
            links.put(spec.id(), link);
        }
    }

    private void write(List<Write> batch) {
        Write.byLink(batch, plant.tags()).forEach((id, part) -> links.get(id).write(part));
    }

    /** The chamber lives through the tick's step, then the controller turns once. */
    public CycleRecord turn(Tick tick) {
        chamber.advance(tick.dt());
        Map<String, String> lost = new LinkedHashMap<>();
        links.forEach((id, link) -> {
            link.exchange(tick);
            if (link.health().state() == LinkHealth.State.LOST) {
                lost.put(id, link.health().detail());
            }
        });
        assembly.inbox().lostLinks(lost);
        CycleRecord turn = assembly.turn(tick);
        hands.look(turn);
        return turn;
    }

    /** The person who moves what is MANUAL. */
    public VirtualHands hands() {
        return hands;
    }

    public VirtualChamber chamber() {
        return chamber;
    }

    public Assembly assembly() {
        return assembly;
    }

    /**
     * One wire between controller and chamber.
     *
     * @throws IllegalArgumentException when no tag is on such a link
     */
    public SimLink link(String id) {
        SimLink link = links.get(id);
        if (link == null) {
            throw new IllegalArgumentException("there is no link '" + id + "', but " + links.keySet());
        }
        return link;
    }
}
