package org.sputterpilot.interlocks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.MatrixReader;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Measure;

/**
 * The shipped plant in the middle of a quiet deposition, to be disturbed tag by tag: {@code "cooling.flow=1 L/min"}.
 */
public final class DepositImage {
    public static final TagTable TAGS = tags();
    public static final Matrix MATRIX = matrix();

    private static final String CALM = """
            safety.estop_ok=YES door.is_closed=YES safety.hv_contactor=YES safety.exhaust_ok=YES safety.room_oxygen=20.9 %
            plc.watchdog_ok=YES plc.tripped=NO utility.air_pressure=600 kPa utility.ups_on_battery=NO utility.mains_ok=YES
            room.pressure=81 kPa cathode.cover_closed=YES cathode.enable=ON cathode.is_enabled=YES cathode.power_set=150 W
            cathode.power=150 W cathode.voltage=330 V cathode.current=0.45 A cathode.arc_rate=2 1/min cathode.hard_arcs=0
            cathode.supply_fault=NO cathode.reflected=0 % cathode.plasma=ON cathode.plasma_off_time=0 s
            cathode.voltage_reference=330 V cathode.current_expected=0.45 A cathode.voltage_rate=0.2 V/min
            cooling.flow=4 L/min cooling.outlet_temperature=24 °C cooling.leak=NO cooling.valve.open=OPEN
            cooling.valve.is_open=YES
            chamber.pressure=0.59 Pa chamber.pressure_reference=0.59 Pa chamber.pressure_wide=0.6 Pa
            chamber.pressure_switch=NO chamber.overpressure=NO chamber.at_atmosphere=NO chamber.setpoint_time=600 s
            vacuum.gate.open=OPEN vacuum.gate.is_open=YES vacuum.gate.is_closed=NO vacuum.gate.open_time=3600 s
            vacuum.rough_valve.open=CLOSED vacuum.rough_valve.is_open=NO vacuum.fore_valve.open=OPEN
            vacuum.fore_valve.is_open=YES vacuum.vent_valve.open=CLOSED vacuum.vent_valve.is_open=NO
            vacuum.turbo.is_running=YES vacuum.turbo.speed=97 % vacuum.foreline.pressure=11 Pa vacuum.pump.oxygen_rated=YES
            gas.argon.flow_set=20 sccm gas.argon.flow=20 sccm gas.argon.valve.open=OPEN gas.argon.valve.is_open=YES
            gas.argon.supply_pressure=200 kPa gas.argon.setpoint_time=900 s
            gas.oxygen.flow_set=4 sccm gas.oxygen.flow=4 sccm gas.oxygen.valve.open=OPEN gas.oxygen.valve.is_open=YES
            gas.oxygen.supply_pressure=200 kPa gas.oxygen.setpoint_time=300 s gas.oxygen_fraction=16.7 %
            gas.nitrogen.valve.open=CLOSED gas.nitrogen.valve.is_open=NO gas.nitrogen.supply_pressure=300 kPa
            shutter.open=OPEN shutter.is_open=YES shutter.is_closed=NO shutter.open_time=100 s shutter.disagrees=NO
            substrate.rotation_set=10 rpm substrate.rotation=10 rpm substrate.carrier_temperature=31 °C
            qcm.frequency=5.9 MHz qcm.crystal_ok=YES qcm.shutter.open=OPEN qcm.shutter.is_open=YES qcm.thickness=8 nm
            film.thickness=8 nm film.sigma=0.5 nm film.source=MODEL_AND_CRYSTAL film.deposit_cap=508 s
            film.runs_since_measured=3 target.is_calibrated=YES target.eroded=20 % target.wear=SOUND target.state=POISONED target.probability=99 %
            run.phase=Deposit run.state=RUNNING run.phase_time=100 s link.plc1.alive=YES link.psu.alive=YES
            vacuum.leak_total=1e-4 Pa m3/s vacuum.leak_part=1e-6 Pa m3/s
            """;

    private final Map<TagId, Double> values = new LinkedHashMap<>();
    private final Map<TagId, Quality> qualities = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private double speed = 1;
    private Tick tick = Tick.first(Instant.parse("2026-01-05T08:00:00Z"));

    private DepositImage() {}

    /** A quiet deposition. */
    public static DepositImage calm() {
        return new DepositImage().set(CALM);
    }

    private static TagTable tags() {
        Faults faults = new Faults();
        TagTable tags = TagReader.read(Path.of(""), faults);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.sorted().toString());
        }
        return tags;
    }

    private static Matrix matrix() {
        Faults faults = new Faults();
        return MatrixReader.read(Path.of("interlocks"), TAGS, faults)
                .orElseThrow(() -> new IllegalStateException(faults.sorted().toString()));
    }

    /** {@code tag=value} pairs separated by blanks; STALE and NAN are values, too. */
    public DepositImage set(String pairs) {
        for (String pair : pairs.strip().split("\\s+(?=[a-z0-9_.]+=)")) {
            int equals = pair.indexOf('=');
            Tag tag = TAGS.get(TagId.of(pair.substring(0, equals).strip()));
            String text = pair.substring(equals + 1).strip();
            qualities.put(tag.id(), text.equals("STALE") ? Quality.BAD : Quality.GOOD);
            values.put(tag.id(), text.equals("STALE") || text.equals("NAN") ? Double.NaN : value(tag, text));
        }
        return this;
    }

    /** A number in base units, or the index of a state. */
    public DepositImage number(TagId tag, double base) {
        qualities.put(tag, Quality.GOOD);
        values.put(tag, base);
        return this;
    }

    /** The quality of a tag that keeps its value. */
    public DepositImage quality(String tag, Quality quality) {
        qualities.put(TagId.of(tag), quality);
        return this;
    }

    private static double value(Tag tag, String text) {
        if (tag.isState()) {
            int state = tag.states().indexOf(text);
            if (state < 0) {
                throw new IllegalArgumentException(tag.id() + " has no state " + text);
            }
            return state;
        }
        return tag.unit().symbol().isEmpty()
                ? Double.parseDouble(text)
                : Measure.parse(text, tag.dimension()).base();
    }

    /** Something a person asks in the next turn. */
    public DepositImage ask(Request request) {
        requests.add(request);
        return this;
    }

    /** Seconds of plant time in one second from the next turn on. */
    public DepositImage speed(double plantSecondsPerSecond) {
        speed = plantSecondsPerSecond;
        return this;
    }

    public ProcessImage image() {
        ProcessImage.Builder builder = new ProcessImage.Builder(TAGS);
        values.forEach((tag, value) -> builder.put(tag, value, qualities.get(tag), tick.at()));
        builder.requests(List.copyOf(requests)).communicationScale(speed);
        requests.clear();
        return builder.freeze();
    }

    /** Plant time passes before the next turn. */
    public DepositImage wait(String time) {
        tick = tick.next(Measure.parse(time).duration());
        return this;
    }

    public Tick tick() {
        return tick;
    }

    /** One turn, a tenth of a second after the last. */
    public Verdict turn(Interlocks interlocks) {
        tick = tick.next(Duration.ofMillis(100));
        return interlocks.judge(image(), tick);
    }

    /** Turns for a time, ten a second. */
    public Verdict turns(Interlocks interlocks, String time) {
        long count = Measure.parse(time).duration().toMillis() / 100;
        Verdict last = turn(interlocks);
        for (long i = 1; i < count; i++) {
            last = turn(interlocks);
        }
        return last;
    }
}
