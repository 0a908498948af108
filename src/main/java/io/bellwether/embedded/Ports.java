package io.bellwether.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Asks for ports before something starts on them, so that a taken one is explained instead of thrown. */
public final class Ports {

    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST_OF_OTHERS = 32_768;
    private static final int LOWEST = 20_000;
    private static final int TRIES = 100;
    private static final int MOST_SAID = 64;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

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

    /**
     * A port that is free now, each time another one. It lies below those that the system gives to whoever asks for any, so that
     * nobody gets it by chance before a server that cannot tell its port has begun to listen there.
     */
    public static int free() throws IOException {
        int below = firstOfSystem();
        for (int i = 0; i < TRIES && below > LOWEST; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, below);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            // That is the answer: somebody listens there.
            return false;
        }
    }

    /**
     * Linux says from where on; others begin no lower. What a file below {@code /proc/sys} says has to be read at once: behind its
     * first byte it is at its end.
     */
    private static int firstOfSystem() throws IOException {
        if (!Files.isReadable(RANGE)) {
            return LOWEST_OF_OTHERS;
        }
        byte[] said = new byte[MOST_SAID];
        try (InputStream file = Files.newInputStream(RANGE)) {
            int length = Math.max(0, file.read(said));
            return Integer.parseInt(new String(said, 0, length, StandardCharsets.US_ASCII)
                    .strip()
                    .split("\\s+")[0]);
        }
    }
}
