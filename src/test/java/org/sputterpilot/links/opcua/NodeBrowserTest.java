package org.sputterpilot.links.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FakeChamber;
import org.sputterpilot.contracts.Peer;
import org.sputterpilot.contracts.Tags;
import org.sputterpilot.links.AddressSpace;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.BindingCheck;
import org.sputterpilot.links.BindingCheck.Finding;
import org.sputterpilot.links.Place;
import org.sputterpilot.plant.Fault;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagMap;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.sim.opcua.ChamberOpcUaServer;
import org.sputterpilot.sim.opcua.ChamberOpcUaSettings;

/** A stranger binds the shipped plant by nothing but what its server says. */
class NodeBrowserTest {
    private static final String NS = "nsu=urn:sputterpilot:pvd-01;s=";
    private static final TagTable SHIPPED = TagReader.read(Path.of("."), new Faults());
    private static final List<Binding> SERVED = Binding.behind("plc1", SHIPPED);

    @TempDir
    static Path serverPki;

    @TempDir
    Path plant;

    private static ChamberOpcUaServer server;
    private static NodeBrowser browser;

    @BeforeAll
    static void serve() {
        FakeChamber chamber = new FakeChamber();
        SERVED.forEach(binding -> chamber.show(binding.id(), binding.tag().low()));
        server = new ChamberOpcUaServer(
                chamber, SERVED, ChamberOpcUaSettings.loopback(Peer.freePort(), serverPki), InstantSource.system());
        server.start();
        browser = new NodeBrowser(OpcUaSettings.of("plc1", server.url()).as("controller", "controller"));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void foldersAreWalkedDownToValuesWithTheirUnitAndRange() throws AddressSpace.Unreachable {
        Place unit = named("PVD-01", browser.below(""));
        Place vacuum = named("Vacuum", browser.below(unit.place()));
        assertThat(vacuum.holdsMore()).isTrue();
        Place turbo = named("Turbo", browser.below(vacuum.place()));

        Place speed = named("Turbo speed", browser.below(turbo.place()));

        assertThat(speed.place()).isEqualTo(NS + "Vacuum.Turbo.Speed");
        assertThat(speed.type()).isEqualTo("Double");
        assertThat(speed.unit()).isEqualTo("%");
        assertThat(speed.high()).hasValue(110);
        assertThat(speed.writable()).isFalse();
        assertThat(speed.value()).isEqualTo("0.0");
        assertThat(speed.status()).isEqualTo("Good");
    }

    private static Place named(String name, List<Place> places) {
        return places.stream()
                .filter(place -> place.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + places));
    }

    @Test
    void wordsAreFoundWhereverTheyStand() throws AddressSpace.Unreachable {
        assertThat(browser.find("turbo.SPEED", 10)).extracting(Place::place).containsExactly(NS + "Vacuum.Turbo.Speed");
        assertThat(browser.find("no such words", 10)).isEmpty();
        assertThat(browser.find("valve", 3)).hasSize(3);
    }

    @Test
    void theShippedBindingsAreAllRight() throws AddressSpace.Unreachable {
        List<Optional<Place>> found =
                browser.look(SERVED.stream().map(Binding::place).toList());

        assertThat(BindingCheck.of(SERVED, found)).hasSizeGreaterThan(50).allSatisfy(check -> assertThat(
                        check.finding())
                .as("%s: %s", check.binding().id(), check.why())
                .isEqualTo(Finding.BOUND));
    }

    @Test
    void whatIsNotAsTheTagSaysIsNamed() throws AddressSpace.Unreachable {
        Map<Binding, Finding> expected = new HashMap<>();
        expected.put(Tags.quantity("t.gone", NS + "Vacuum.Gone", "Pa", 0, 1, false), Finding.MISSING);
        expected.put(Tags.quantity("t.other", "nsu=urn:else;s=Vacuum", "Pa", 0, 1, false), Finding.MISSING);
        expected.put(Tags.quantity("t.folder", NS + "folder:Vacuum", "Pa", 0, 1, false), Finding.WRONG_TYPE);
        expected.put(Tags.quantity("t.switch", NS + "Vacuum.Gate.IsOpen", "Pa", 0, 1, false), Finding.WRONG_TYPE);
        expected.put(Tags.quantity("t.unit", NS + "Vacuum.Turbo.Speed", "Pa", 0, 1, false), Finding.WRONG_UNIT);
        expected.put(Tags.quantity("t.scale", NS + "Chamber.Pressure", "mTorr", 0, 1, false), Finding.WRONG_UNIT);
        expected.put(Tags.quantity("t.locked", NS + "Vacuum.Turbo.Speed", "%", 0, 1, true), Finding.NOT_WRITABLE);
        List<Binding> bindings = List.copyOf(expected.keySet());

        List<BindingCheck> checks = BindingCheck.of(
                bindings, browser.look(bindings.stream().map(Binding::place).toList()));

        assertThat(checks).allSatisfy(check -> {
            assertThat(check.finding()).as("%s", check).isEqualTo(expected.get(check.binding()));
            assertThat(check.why()).isNotEmpty();
        });
    }

    /** The tag file that is pasted is a tag file: what the server says comes back, what it leaves out is a fault. */
    @Test
    void theTagFileWrittenFromTheServerHasItsUnitsRangesAndAddresses() throws IOException, AddressSpace.Unreachable {
        List<Place> places = browser.look(SERVED.stream().map(Binding::place).toList()).stream()
                .flatMap(Optional::stream)
                .toList();
        Path folder = Files.createDirectories(plant.resolve("equipment/tags"));
        Files.writeString(folder.resolve("plc1.yaml"), TagMap.text("plc1", places));

        Faults faults = new Faults();
        TagTable read = TagReader.read(plant, faults);

        Map<String, Tag> byAddress = new HashMap<>();
        read.all().forEach(tag -> byAddress.put(tag.address(), tag));
        for (Binding binding : SERVED) {
            Tag shipped = binding.tag();
            Tag written = byAddress.get(shipped.address());
            assertThat(written).as(shipped.address()).isNotNull();
            assertThat(written.isCommand()).as(shipped.address()).isEqualTo(shipped.isCommand());
            if (!shipped.isState()) {
                assertThat(written.unit()).isEqualTo(shipped.unit());
                assertThat(written.low()).isEqualTo(shipped.low());
                assertThat(written.high())
                        .isCloseTo(shipped.high(), org.assertj.core.data.Percentage.withPercentage(1e-9));
            }
        }
        long manyStates =
                SERVED.stream().filter(one -> one.tag().states().size() > 2).count();
        assertThat(faults.sorted())
                .as("the server names no words for a state of more than two values")
                .hasSize((int) manyStates)
                .extracting(Fault::toString)
                .allSatisfy(fault -> assertThat(fault).contains("no 'range'"));
    }

    @Test
    void aServerThatIsAwayIsSaidInWords() {
        NodeBrowser nobody = new NodeBrowser(OpcUaSettings.of("plc1", "opc.tcp://127.0.0.1:" + Peer.freePort()));
        assertThatThrownBy(() -> nobody.below(""))
                .isInstanceOf(AddressSpace.Unreachable.class)
                .hasMessageContaining("nobody listens at this address");
    }
}
