package org.sputterpilot.links;

import java.util.List;

/**
 * A connection to something in the field. It posts readings and carries writes; it decides nothing.
 *
 * <p>{@code open} returns at once and connects on the link's own thread; a link whose server is away keeps trying until
 * it is closed. Writes go out in the order given. {@code write} never blocks the caller on the network: a write that
 * cannot be sent, or is refused, is reported through {@link ReadingSink#writeFailed}. Writes before {@code open} or
 * after {@code close} throw {@link IllegalStateException}. {@code close} is idempotent.
 */
public interface FieldLink extends AutoCloseable {
    void open(List<Binding> bindings, ReadingSink sink);

    void write(List<Write> writes);

    LinkHealth health();

    @Override
    void close();
}
