package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySlowSenderITCase {

    /** Whoever sends a byte now and then does not hold a thread for as long as they like. */
    @Test
    void whoTricklesIsEnded() throws Exception {
        GatewaySource source =
                new GatewaySource("zendesk", "", Secrets.NONE, List.of(), null, true, SourceOptions.of("zendesk"));
        MemorySnapshots snapshots = new MemorySnapshots();
        GatewaySettings settings =
                new GatewaySettings("127.0.0.1", 0, "", "", "", 65_536, 10, 5_000, "s", 20, List.of(source));
        try (GatewayServer server = GatewayServer.start(
                        settings,
                        Map.of("zendesk", Intake.of(source, snapshots)),
                        new KeptRecords(),
                        new GatewayTopics("t", "c", "a", "r", "s"),
                        snapshots,
                        new PullCursors(new KeptRecords(), "s"),
                        () -> true,
                        600_000);
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(100);
            OutputStream out = socket.getOutputStream();
            out.write("POST /in/zendesk HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            long begun = System.nanoTime();
            while (answer.indexOf("\n") < 0) {
                assertThat(System.nanoTime() - begun).isLessThan(20_000_000_000L);
                out.write(' ');
                out.flush();
                read(socket.getInputStream(), answer);
            }
            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }

    private static void read(InputStream in, StringBuilder answer) throws IOException {
        try {
            int c = in.read();
            while (c >= 0 && c != '\n') {
                answer.append((char) c);
                c = in.read();
            }
            answer.append('\n');
        } catch (SocketTimeoutException e) {
            assertThat(e.bytesTransferred).isZero();
        }
    }

    @Test
    void aBodyIsReadUpToItsLimit() throws Exception {
        byte[] body = "x".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(TimedBody.read(new ByteArrayInputStream(body), 30_000)).isEqualTo(body);
        assertThat(TimedBody.read(new ByteArrayInputStream(body), 12_345)).hasSize(12_345);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> TimedBody.read(broken, 10)).hasMessage("gone");
    }
}
