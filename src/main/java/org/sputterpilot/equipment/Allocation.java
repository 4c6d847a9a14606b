package org.sputterpilot.equipment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.TagId;

/**
 * Who holds which equipment module now (ISA-88 allocation). A module has one owner at a time: the phase of a run, a
 * person in manual mode, or a proof test; while somebody has locked it, it has none. Only its owner's demands reach it,
 * and what nobody holds follows its idle rule. Owned by the cycle's thread, but {@link #locked} before the first turn.
 */
public final class Allocation {
    /** Who can own a module. */
    public enum Owner {
        RUN,
        HAND,
        PROOF_TEST
    }

    /** One owner's modules, and what it calls itself. */
    private record Share(String name, Set<String> needs, Set<String> holds) {}

    private static final Share NOTHING = new Share("", Set.of(), Set.of());

    private final PhysicalModel unit;
    private final Map<TagId, EquipmentModule> moduleOf = new HashMap<>();
    private final Map<Owner, Share> shares = new TreeMap<>();
    private volatile Map<String, String> locked = Map.of();

    /** Nobody holds anything. */
    public Allocation(PhysicalModel unit) {
        this.unit = unit;
        unit.modules().forEach(module -> module.idle().keySet().forEach(tag -> moduleOf.put(tag, module)));
    }

    /** The modules people have locked, each with who and why; a module that is locked has no owner. */
    public void locked(Map<String, String> byModule) {
        locked = Map.copyOf(byModule);
    }

    /** The modules the commands belong to. */
    public Set<String> modules(Collection<TagId> commands) {
        Set<String> modules = new TreeSet<>();
        for (TagId command : commands) {
            EquipmentModule module = moduleOf.get(command);
            if (module != null) {
                modules.add(module.id());
            }
        }
        return modules;
    }

    /** Why these modules cannot be had, module by module, or empty when they can. */
    public Optional<String> refusal(Owner owner, Collection<String> modules) {
        String text = new TreeSet<>(modules)
                .stream().flatMap(module -> taken(owner, module).stream()).collect(Collectors.joining("; "));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Who else has one module, and why, or empty when it is free for this owner. */
    private Optional<String> taken(Owner owner, String module) {
        String lock = locked.get(module);
        if (lock != null) {
            return Optional.of(module + " is locked for maintenance by " + lock);
        }
        for (Map.Entry<Owner, Share> other : shares.entrySet()) {
            if (other.getKey() != owner && other.getValue().holds.contains(module)) {
                return Optional.of(module + " is held by " + other.getValue().name);
            }
        }
        return Optional.empty();
    }

    /** What the owner calls itself, if this module is among those it holds. */
    public Optional<String> holder(Owner owner, String module) {
        return Optional.ofNullable(shares.get(owner))
                .filter(share -> share.holds.contains(module))
                .map(Share::name);
    }

    /**
     * Takes the modules and gives back whatever else the owner held; all of them or none.
     *
     * @param name what the owner calls itself: {@code Poison of 20260302-1}
     * @return why not, or empty when they are the owner's now
     */
    public Optional<String> acquire(Owner owner, String name, Set<String> modules) {
        Optional<String> refusal = refusal(owner, modules);
        if (refusal.isEmpty()) {
            shares.put(owner, new Share(name, Set.copyOf(modules), Set.copyOf(modules)));
        }
        return refusal;
    }

    /** The same for what must not wait, such as a ramp down: takes those that are free, and goes without the others. */
    public void acquireFree(Owner owner, String name, Set<String> modules) {
        Set<String> free = modules.stream()
                .filter(module -> taken(owner, module).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        shares.put(owner, new Share(name, Set.copyOf(modules), free));
    }

    /** The owner holds nothing any more. */
    public void release(Owner owner) {
        shares.remove(owner);
    }

    /** What an owner holds, in the order of the plant file. */
    public List<HeldModule> holds(Owner owner) {
        Set<String> held = shares.getOrDefault(owner, NOTHING).holds;
        if (held.isEmpty()) {
            return List.of();
        }
        return unit.modules().stream()
                .filter(module -> held.contains(module.id()))
                .map(module ->
                        new HeldModule(module.id(), module.title(), module.control() == EquipmentModule.Control.MANUAL))
                .toList();
    }

    /**
     * The demands that reach the plant.
     *
     * @param refused gets one entry for every demand that does not
     */
    public Demands within(Owner owner, Demands demands, List<RefusedDemand> refused) {
        Share share = shares.getOrDefault(owner, NOTHING);
        int before = refused.size();
        for (TagId tag : demands.values().keySet()) {
            EquipmentModule module = moduleOf.get(tag);
            if (module == null || !share.holds.contains(module.id())) {
                refused.add(refusal(owner, share, tag, module == null ? "" : module.id()));
            }
        }
        if (refused.size() == before) {
            return demands;
        }
        Map<TagId, Double> own = new TreeMap<>(demands.values());
        refused.subList(before, refused.size()).forEach(demand -> own.remove(demand.tag()));
        return Demands.of(own);
    }

    private RefusedDemand refusal(Owner owner, Share share, TagId tag, String module) {
        boolean foreign = !share.needs.contains(module);
        String why = foreign
                ? module.isEmpty()
                        ? "no module of the tool has it"
                        : "it is of module " + module + ", which is not among those it holds " + sorted(share.holds)
                : taken(owner, module).orElse(module + " was not free when it began");
        return new RefusedDemand(tag, module, share.name, why, foreign);
    }

    private static List<String> sorted(Set<String> modules) {
        List<String> names = new ArrayList<>(modules);
        names.sort(null);
        return names;
    }
}
