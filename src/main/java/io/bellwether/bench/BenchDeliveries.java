package io.bellwether.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as Zendesk sends them, each signed: of every ticket one that it was created, and four comments. For one thread. */
final class BenchDeliveries {

    private static final int OF_A_TICKET = 5;
    private static final String HMAC = "HmacSHA256";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SAYS = "The parcel has not come, and nobody answers the phone. ".repeat(6);

    private final URI to;
    private final Mac mac;

    BenchDeliveries(int port) throws GeneralSecurityException {
        to = URI.create("http://127.0.0.1:" + port + "/in/" + BenchGateway.SOURCE);
        mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(BenchGateway.SECRET.getBytes(StandardCharsets.UTF_8), HMAC));
    }

    /** The delivery of a number, as of now. */
    HttpRequest next(long number) {
        String now = Instant.now().toString();
        byte[] body = body(number, now).getBytes(StandardCharsets.UTF_8);
        mac.update(now.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(to)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Zendesk-Webhook-Signature-Timestamp", now)
                .header("X-Zendesk-Webhook-Signature", Base64.getEncoder().encodeToString(mac.doFinal(body)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static String body(long number, String now) {
        boolean first = number % OF_A_TICKET == 0;
        String event = first
                ? "{\"meta\":{\"sequence\":{\"id\":\"1\",\"position\":1,\"total\":1}}}"
                : "{\"comment\":{\"id\":\"c" + number + "\",\"is_public\":true,\"body\":\"" + SAYS
                        + "\",\"author\":{\"id\":\"77\",\"is_staff\":" + (number % 2 == 0) + "}}}";
        return "{\"account_id\":12514403,\"type\":\"zen:event-type:ticket." + (first ? "created" : "comment_added")
                + "\",\"id\":\"e" + number + "\",\"time\":\"" + now
                + "\",\"subject\":\"zen:ticket\",\"detail\":{\"id\":\""
                + number / OF_A_TICKET + "\",\"group_id\":\"" + number / OF_A_TICKET % 50
                + "\",\"priority\":\"HIGH\",\"requester_id\":\"77\",\"submitter_id\":\"77\",\"created_at\":\"" + now
                + "\",\"status\":\"NEW\",\"tags\":[],\"type\":\"QUESTION\",\"via\":{\"channel\":\"email\"}},\"event\":"
                + event + "}";
    }
}
