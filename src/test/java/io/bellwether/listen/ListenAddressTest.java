package io.bellwether.listen;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.Unusable;
import io.javalin.Javalin;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rest is held by {@code ConsoleGateITCase} and {@code GatewayTlsITCase}. */
class ListenAddressTest {

    private static final String PASSWORD = "of a test";

    @TempDir
    private Path folder;

    /** Whoever starts a second one reads which setting it is about, with TLS too. */
    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String keystore : List.of("", keystore())) {
                ListenAddress address =
                        new ListenAddress("gateway", "127.0.0.1", taken.getLocalPort(), keystore, PASSWORD);
                address.requireKey();
                Javalin server = Javalin.create(address::configure);
                assertThatThrownBy(() -> address.start(server))
                        .isInstanceOf(Unusable.class)
                        .hasMessage("gateway.port " + taken.getLocalPort() + " of 127.0.0.1 cannot be listened on: "
                                + "Address already in use. End who has it, or choose another");
                server.stop();
            }
        }
    }

    /** Neither of this machine nor anything else: said at once. */
    @Test
    void anAddressThatIsNotOfThisMachineIsNamed() {
        ListenAddress address = new ListenAddress("console", "192.0.2.1", 0, "", "");
        Javalin server = Javalin.create(address::configure);
        assertThatThrownBy(() -> address.start(server))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("console.port 0 of 192.0.2.1 cannot be listened on");
        server.stop();
    }

    @Test
    void aKeystoreThatIsNotThereIsNamed() {
        ListenAddress address = new ListenAddress(
                "gateway", "127.0.0.1", 0, folder.resolve("none.p12").toString(), PASSWORD);
        assertThatThrownBy(address::requireKey)
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("gateway.keystore: " + folder.resolve("none.p12"))
                .hasMessageContaining("gateway.keystore_password");
    }

    private String keystore() throws Exception {
        Path keystore = folder.resolve("key.p12");
        List<String> keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keystore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost");
        new ProcessBuilder(keytool).redirectErrorStream(true).start().waitFor();
        return keystore.toString();
    }
}
