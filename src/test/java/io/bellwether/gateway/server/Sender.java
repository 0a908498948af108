package io.bellwether.gateway.server;

import io.bellwether.gateway.sender.HmacVectors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Delivers as Zendesk does. */
final class Sender {

    static final String SECRET = "dGhpcyBpcyBhIHRlc3Q=";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    Sender(int port) {
        base = "http://127.0.0.1:" + port;
    }

    static String payload(String id, long ticket, String type, String event) {
        return "{\"type\":\"zen:event-type:ticket." + type + "\",\"id\":\"" + id
                + "\",\"time\":\"2026-03-01T08:05:00Z\","
                + "\"detail\":{\"id\":\"" + ticket + "\",\"group_id\":\"360\",\"requester_id\":\"77\","
                + "\"submitter_id\":\"77\",\"created_at\":\"2026-03-01T08:00:00Z\",\"status\":\"NEW\"},\"event\":"
                + event
                + "}";
    }

    HttpResponse<String> deliver(String body) throws IOException, InterruptedException {
        return deliver("zendesk", body, SECRET);
    }

    HttpResponse<String> deliver(String source, String body, String secret) throws IOException, InterruptedException {
        String time = Instant.now().toString();
        byte[] signed =
                HmacVectors.sha256(secret.isEmpty() ? "x" : secret, (time + body).getBytes(StandardCharsets.UTF_8));
        return client.send(
                request("/in/" + source)
                        .header("X-Zendesk-Webhook-Signature-Timestamp", time)
                        .header(
                                "X-Zendesk-Webhook-Signature",
                                Base64.getEncoder().encodeToString(signed))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    }
}
