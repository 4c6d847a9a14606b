package org.sputterpilot.links.plc4x;

import java.time.InstantSource;
import java.util.List;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.links.Write;

/** A device on Modbus TCP, such as the power supply: asked at a steady pace, written to between two questions. */
public final class ModbusLink implements FieldLink {
    public ModbusLink(ModbusSettings settings, InstantSource clock) {}

    @Override
    public void open(List<Binding> bindings, ReadingSink sink) {}

    @Override
    public void write(List<Write> writes) {}

    @Override
    public LinkHealth health() {
        return new LinkHealth(LinkHealth.State.CLOSED, null, "", 0);
    }

    @Override
    public void close() {}
}
