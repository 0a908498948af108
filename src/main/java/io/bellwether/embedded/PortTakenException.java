package io.bellwether.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port that an embedded part must have is in use. The message says by which part and what to do. */
public final class PortTakenException extends IOException {

    private static final long serialVersionUID = 1;

    private final int port;

    public PortTakenException(String part, int port, Throwable cause) {
        super(
                "Port " + port + ", which the " + part + " needs, is in use on this machine: stop what holds it or"
                        + " choose another port",
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }

    /** Returns the port, or a free one for 0; throws where it is taken. Loopback only. */
    static int claim(String part, int port) throws PortTakenException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port == 0 ? Ports.free() : port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PortTakenException(part, port, e);
        }
    }
}
