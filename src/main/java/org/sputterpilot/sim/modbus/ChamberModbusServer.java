package org.sputterpilot.sim.modbus;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.sputterpilot.links.Binding;
import org.sputterpilot.sim.ChamberPort;

/** The Modbus TCP door of the virtual chamber: the power supply's registers. */
public final class ChamberModbusServer implements AutoCloseable {
    private final RegisterMap map;
    private final String host;
    private int port;
    private ModbusTcpServer server;

    /**
     * A door that is still shut.
     *
     * @param chamber what is behind it
     * @param bindings the tags it shows; their places are the register map
     * @param host address to listen on, usually {@code 127.0.0.1}
     * @param port TCP port; 0 takes a free one and keeps it across restarts
     */
    public ChamberModbusServer(ChamberPort chamber, List<Binding> bindings, String host, int port) {
        this.map = new RegisterMap(chamber, bindings);
        this.host = host;
        this.port = port;
    }

    /**
     * Opens the door.
     *
     * @throws IllegalStateException when it cannot be opened, with the reason
     */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        if (port == 0) {
            port = freePort();
        }
        ModbusTcpServer fresh = ModbusTcpServer.create(
                NettyTcpServerTransport.create(
                        config -> config.setBindAddress(host).setPort(port)),
                new RegisterServices(map));
        try {
            fresh.start();
            server = fresh;
        } catch (ExecutionException fault) {
            throw new IllegalStateException("cannot open the Modbus door at port " + port, fault.getCause());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while opening the Modbus door", end);
        }
    }

    /** Shuts the door and drops every connection. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } catch (ExecutionException fault) {
            throw new IllegalStateException("the Modbus door does not shut", fault.getCause());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            server = null;
        }
    }

    /** Shuts the door and opens it again on the same port. */
    public void restart() {
        stop();
        start();
    }

    /** The port it listens on; 0 before a free one has been taken. */
    public synchronized int port() {
        return port;
    }

    /** What a link connects to. */
    public String url() {
        return "modbus-tcp://" + host + ":" + port() + "?unit-identifier=1";
    }

    /** How often somebody has asked to write something, whether it was taken or not. */
    public long writeRequests() {
        return map.writeRequests();
    }

    @Override
    public void close() {
        stop();
    }

    private int freePort() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
            return probe.getLocalPort();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
