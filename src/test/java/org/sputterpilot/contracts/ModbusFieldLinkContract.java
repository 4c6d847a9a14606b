package org.sputterpilot.contracts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.plc4x.ModbusLink;
import org.sputterpilot.links.plc4x.ModbusSettings;

/** What every link must do, asked of the Modbus link: a wire that knows values, and neither time nor doubt. */
abstract class ModbusFieldLinkContract extends FieldLinkContract {
    @Override
    protected final FieldLink newLink(int port) {
        return new ModbusLink(
                ModbusSettings.of("psu", "modbus-tcp://127.0.0.1:" + port).paced(Duration.ofMillis(20)),
                InstantSource.system());
    }

    @Override
    protected final boolean carriesTimesAndDoubt() {
        return false;
    }

    @Override
    protected final List<Instant> serverStamps(Instant sourceTime) {
        throw new UnsupportedOperationException("Modbus knows no time");
    }
}
