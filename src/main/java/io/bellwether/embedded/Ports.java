package io.bellwether.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Asks for ports before something starts on them, so that a taken one is explained instead of thrown. */
public final class Ports {

    private Ports() {}

    /**
     * @param what is to listen there, in words
     * @param option that chooses another port
     * @throws IllegalStateException if something else listens there
     */
    public static void requireFree(int port, String what, String option) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port " + port + " is taken, but " + what + " needs it: stop what listens there ("
                            + "for example another bellwether), or choose another with " + option + " PORT");
        }
    }

    /** A port that is free now. */
    public static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
