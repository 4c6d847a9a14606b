package org.sputterpilot.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sputterpilot.links.Binding;
import org.sputterpilot.plant.LinkSpec;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.sim.ChamberHost;
import org.sputterpilot.sim.Faults;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.sim.modbus.ChamberModbusServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaSettings;
import org.sputterpilot.units.Thickness;

/**
 * The virtual chamber behind its two doors, OPC UA and Modbus TCP, on this machine's loopback. The controller reaches
 * it through them like any plant; only the trainer's back door (faults, speed, the true film) leads past them.
 */
final class VirtualPlant implements AutoCloseable {
    private static final String PLC = "plc1";
    private static final String SUPPLY = "psu";
    private static final TagId ATMOSPHERE = TagId.of("chamber.at_atmosphere");

    private final ChamberHost host;
    private final ChamberOpcUaServer plc;
    private final ChamberModbusServer supply;

    private VirtualPlant(ChamberHost host, ChamberOpcUaServer plc, ChamberModbusServer supply) {
        this.host = host;
        this.plc = plc;
        this.supply = supply;
    }

    /** Opens the chamber and its doors; a door whose port is taken opens at a free one and says so. */
    static VirtualPlant open(Plant plant, Settings settings, Consumer<String> say) {
        TagTable tags = plant.tags();
        VirtualChamber chamber = settings.unknownTool()
                ? VirtualChamber.unknownTool(tags, settings.seed())
                : VirtualChamber.commissioned(tags, settings.seed());
        Path folder = settings.data().resolve("virtual-chamber");
        Path state = folder.resolve("state");
        ChamberHost host = new ChamberHost(ChamberHost.wake(state, chamber, say), settings.speed(), state);
        Clock clock = Clock.systemUTC();
        int plcPort = freePort(settings.chamber().opcuaPort(), "OPC UA", say);
        int supplyPort = freePort(settings.chamber().modbusPort(), "Modbus", say);
        ChamberOpcUaServer plc = new ChamberOpcUaServer(
                host,
                Binding.behind(PLC, tags),
                ChamberOpcUaSettings.loopback(plcPort, folder.resolve("opcua")),
                clock);
        ChamberModbusServer supply =
                new ChamberModbusServer(host, Binding.behind(SUPPLY, tags), "127.0.0.1", supplyPort);
        VirtualPlant plantOpened = new VirtualPlant(host, plc, supply);
        try {
            plc.start();
            supply.start();
        } catch (RuntimeException e) {
            plantOpened.close();
            throw e;
        }
        say.accept("Virtual chamber at " + plc.url() + " and " + supply.url());
        return plantOpened;
    }

    private static int freePort(int wanted, String door, Consumer<String> say) {
        if (wanted == 0) {
            return 0;
        }
        try (ServerSocket probe = new ServerSocket(wanted, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            say.accept("Port " + wanted + " is taken; the virtual chamber's " + door + " door takes a free one");
            return 0;
        }
    }

    /** The same links at the ports the doors really opened. */
    List<LinkSpec> redirect(List<LinkSpec> links) {
        return redirect(links, plc.port(), supply.port());
    }

    /** The links of the shipped plant, led to a virtual chamber behind these ports. */
    static List<LinkSpec> redirect(List<LinkSpec> links, int plcPort, int supplyPort) {
        return links.stream()
                .map(link -> switch (link.id()) {
                    case PLC -> link.at(plcPort);
                    case SUPPLY -> link.at(supplyPort);
                    default -> link;
                })
                .toList();
    }

    /** How often somebody has asked to write something at either door. */
    long writeRequests() {
        return plc.writeRequests() + supply.writeRequests();
    }

    /** The film on the foil as only the chamber knows it. */
    Thickness trueFilm() {
        return host.trueFilm();
    }

    /**
     * What the person at the door does before a run: fresh foil on the holder. Under vacuum nobody can open the door,
     * so only the film begins anew.
     */
    void loadFoil() {
        host.ask(chamber -> {
            if (Math.round(chamber.value(ATMOSPHERE)) == 1) {
                chamber.loadFoil();
            } else {
                chamber.resetFilm();
            }
            return null;
        });
    }

    /** A test source in place of these instruments; see {@link VirtualChamber#testSource}. */
    void testSource(Map<TagId, Double> instead) {
        host.ask(chamber -> {
            chamber.testSource(instead);
            return null;
        });
    }

    /** Moves something at the chamber itself, past the controller: what a person's hand does. */
    void move(TagId command, double base) {
        host.write(command, base);
    }

    void speed(double speed) {
        host.speed(speed);
    }

    /** Names of the faults there are, and what they are. */
    Map<String, String> faults() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Faults.Available fault : host.availableFaults()) {
            all.put(fault.name(), fault.what());
        }
        return all;
    }

    List<String> activeFaults() {
        return host.activeFaults();
    }

    void inject(String fault, Duration after, Duration duration) {
        host.inject(fault, after, duration);
    }

    void clear(String fault) {
        host.clear(fault);
    }

    @Override
    public void close() {
        plc.close();
        supply.close();
        host.close();
    }
}
