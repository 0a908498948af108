package io.bellwether.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aTakenPortIsExplained() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Ports.requireFree(port, "the web UI", "--web-port"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + port + " is taken, but the web UI needs it")
                    .hasMessageEndingWith("choose another with --web-port PORT");
        }
    }

    /** The system gives others to those who ask for any: nobody can take one by chance. */
    @Test
    void freePortsAreNoneOfTheSystemsAndNeverTheSame() throws Exception {
        boolean roomBelow = firstOfSystem() > 30_000;
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            int port = Ports.free();
            assertThat(port).isBetween(roomBelow ? 20_000 : 1, roomBelow ? firstOfSystem() - 1 : 65_535);
            assertThat(ports.add(port)).as("%s was given before", port).isTrue();
        }
    }

    private static int firstOfSystem() throws Exception {
        Process sysctl = new ProcessBuilder("cat", "/proc/sys/net/ipv4/ip_local_port_range").start();
        String said = new String(sysctl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return sysctl.waitFor() == 0 ? Integer.parseInt(said.strip().split("\\s+")[0]) : 32_768;
    }

    @Test
    void aFreePortPasses() throws Exception {
        int port = Ports.free();
        assertThat(port).isPositive();
        assertThatCode(() -> Ports.requireFree(port, "x", "--x")).doesNotThrowAnyException();
    }
}
