package io.bellwether.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.webhook.WebhookSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookReceiverTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final long NOW = 1_700_000_000;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
        receiver = WebhookReceiver.start(0, SECRET, folder.resolve("messages.jsonl"), clock);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void takesAMessageOnceAndSaysSoTwice() throws Exception {
        List<String> heard = new ArrayList<>();
        receiver.listen(message -> heard.add(message.id()));
        assertThat(post("m1", NOW, "{\"a\":1}", SECRET)).isEqualTo(204);
        assertThat(post("m1", NOW + 5, "{\"a\":1}", SECRET)).isEqualTo(204);
        assertThat(post("m2", NOW, "{\"a\":2}", SECRET)).isEqualTo(204);
        assertThat(heard).containsExactly("m1", "m2");
        assertThat(receiver.messages())
                .containsExactly(
                        new WebhookReceiver.Message("m1", NOW, "{\"a\":1}"),
                        new WebhookReceiver.Message("m2", NOW, "{\"a\":2}"));
        assertThat(Files.readAllLines(folder.resolve("messages.jsonl"))).containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @Test
    void refusesForgeriesAndOldMessages() throws Exception {
        String other = "whsec_" + java.util.Base64.getEncoder().encodeToString(new byte[32]);
        assertThat(post("m1", NOW, "{}", other)).isEqualTo(401);
        assertThat(post("m1", NOW - 301, "{}", SECRET)).isEqualTo(401);
        assertThat(post("", NOW, "{}", SECRET)).isEqualTo(400);
        HttpRequest get = HttpRequest.newBuilder(receiver.uri()).GET().build();
        assertThat(client.send(get, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
        assertThat(receiver.messages()).isEmpty();
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() {
        URI uri = receiver.uri();
        assertThat(uri.getHost()).isEqualTo("127.0.0.1");
        assertThat(uri.getPort()).isPositive();
    }

    private int post(String id, long seconds, String body, String secret) throws Exception {
        String signature =
                new WebhookSignature(List.of(secret)).sign(id, seconds, body.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(receiver.uri())
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
