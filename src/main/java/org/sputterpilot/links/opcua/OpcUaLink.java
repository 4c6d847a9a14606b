package org.sputterpilot.links.opcua;

import java.time.InstantSource;
import java.util.List;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.links.Write;

/** The plant's controller behind an OPC UA server: listens by subscription, looks again by poll, carries writes. */
public final class OpcUaLink implements FieldLink {
    public OpcUaLink(OpcUaSettings settings, InstantSource clock) {}

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
