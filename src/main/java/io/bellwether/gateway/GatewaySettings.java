package io.bellwether.gateway;

import java.util.List;

/**
 * The section {@code gateway} of the settings.
 *
 * @param host the address that is listened at
 * @param port 0 for any
 * @param publicUrl what senders call the gateway where a proxy stands before it; empty for what they say themselves
 * @param keystore a file with a certificate for TLS, PKCS 12 or JKS; empty for none
 * @param keystorePassword of it
 * @param largestBody in bytes
 * @param mostInFlight deliveries that wait for Kafka at a time; more are put off
 * @param answerWithinMillis how long one waits at the most
 * @param stateTopic where it is kept what is known of cases that are told whole
 * @param keptShapes of how many kinds of payloads of each source that became nothing the shape is kept; 0 for none
 * @param sources by name
 */
public record GatewaySettings(
        String host,
        int port,
        String publicUrl,
        String keystore,
        String keystorePassword,
        int largestBody,
        int mostInFlight,
        long answerWithinMillis,
        String stateTopic,
        int keptShapes,
        List<GatewaySource> sources) {

    /** What holds where nothing is said. */
    public static final GatewaySettings DEFAULT = new GatewaySettings(
            "127.0.0.1", 8088, "", "", "", 1 << 20, 1000, 10_000, "service.gateway.state", 20, List.of());

    public GatewaySettings {
        sources = List.copyOf(sources);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "GatewaySettings[" + host + ":" + port + ", " + sources.size() + " sources]";
    }
}
