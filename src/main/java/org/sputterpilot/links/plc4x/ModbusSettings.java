package org.sputterpilot.links.plc4x;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one Modbus TCP device is reached and how often it is asked.
 *
 * @param name the link's name in {@code equipment/links.yaml}, for threads and messages
 * @param host where it is
 * @param port its TCP port
 * @param unitId which device behind that port
 * @param poll how often every address is read
 * @param patience how long the device may say nothing before the link counts as lost
 * @param timeLimit how long any single call may take
 */
public record ModbusSettings(
        String name, String host, int port, int unitId, Duration poll, Duration patience, Duration timeLimit) {
    private static final int USUAL_PORT = 502;
    private static final Pattern UNIT = Pattern.compile("unit-identifier=(\\d{1,3})");

    public ModbusSettings {
        Objects.requireNonNull(name);
        Objects.requireNonNull(host);
    }

    /**
     * The usual pace, 100 ms, for a device at {@code modbus-tcp://host:port?unit-identifier=1}.
     *
     * @throws IllegalArgumentException when the text is not such an address
     */
    public static ModbusSettings of(String name, String url) {
        URI uri = URI.create(url);
        Matcher unit = UNIT.matcher(uri.getQuery() == null ? "unit-identifier=1" : uri.getQuery());
        if (!"modbus-tcp".equals(uri.getScheme()) || uri.getHost() == null || !unit.matches()) {
            throw new IllegalArgumentException(
                    "'" + url + "' is not a device such as 'modbus-tcp://host:502?unit-identifier=1'");
        }
        return new ModbusSettings(
                name,
                uri.getHost(),
                uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                Integer.parseInt(unit.group(1)),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }

    /** The same, asked at another pace. */
    public ModbusSettings paced(Duration poll) {
        return new ModbusSettings(name, host, port, unitId, poll, patience, timeLimit);
    }

    /** The same, counted as lost after this silence. */
    public ModbusSettings lostAfter(Duration patience) {
        return new ModbusSettings(name, host, port, unitId, poll, patience, timeLimit);
    }

    /** The same with every communication limit multiplied, for a machine that is slow or shared. */
    public ModbusSettings patient(double scale) {
        return new ModbusSettings(name, host, port, unitId, poll, scaled(patience, scale), scaled(timeLimit, scale));
    }

    private static Duration scaled(Duration limit, double scale) {
        return Duration.ofNanos(Math.round(limit.toNanos() * scale));
    }
}
