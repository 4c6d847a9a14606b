package org.sputterpilot.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire between a link and its server that can go silent without breaking. */
final class StallingWire implements AutoCloseable {
    private static final int CHUNK = 8192;

    private final ServerSocket near;
    private final int far;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private boolean stalled;

    StallingWire(int serverPort) {
        far = serverPort;
        try {
            near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        start("wire-accept", this::accept);
    }

    int port() {
        return near.getLocalPort();
    }

    /** From now on bytes are held up on the way while connections stay open. */
    synchronized void stall() {
        stalled = true;
    }

    /** Everything held back goes on its way. */
    synchronized void heal() {
        stalled = false;
        notifyAll();
    }

    private void accept() {
        while (!near.isClosed()) {
            try {
                Socket here = near.accept();
                sockets.add(here);
                Socket there = new Socket();
                try {
                    there.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), far), 1000);
                } catch (IOException refused) {
                    here.close();
                    continue;
                }
                sockets.add(there);
                start("wire-out", () -> pump(here, there));
                start("wire-in", () -> pump(there, here));
            } catch (IOException closed) {
                // the accept loop ends with its socket
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                waitWhileStalled();
                out.write(chunk, 0, read);
                out.flush();
            }
        } catch (IOException | InterruptedException ended) {
            // one side has gone; closing both tells the other
        }
    }

    private synchronized void waitWhileStalled() throws InterruptedException {
        while (stalled) {
            wait();
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        heal();
        try {
            near.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
