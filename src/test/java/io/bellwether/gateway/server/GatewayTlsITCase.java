package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.mapping.MemorySnapshots;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTlsITCase {

    private static final String PASSWORD = "of a test";

    @TempDir
    private Path folder;

    private Path keystore() throws Exception {
        Path file = folder.resolve("gateway.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "gateway",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return file;
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static final class Closed extends KeptRecords {
        @Override
        public boolean isOpen() {
            return false;
        }
    }

    @Test
    void aKeystoreMeansTls() throws Exception {
        Path keystore = keystore();
        GatewaySettings settings = new GatewaySettings(
                "127.0.0.1", 0, "", keystore.toString(), PASSWORD, 65_536, 10, 5_000, "s", 20, List.of());
        assertThat(settings.toString()).doesNotContain(PASSWORD);
        try (GatewayServer server = GatewayServer.start(
                settings,
                Map.of(),
                new Closed(),
                new GatewayTopics("t", "c", "a", "r", "s"),
                new MemorySnapshots(),
                new PullCursors(new KeptRecords(), "s"),
                () -> true,
                600_000)) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keystore)).build();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/health"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("{\"status\":\"broker away\"}");
        }
    }
}
