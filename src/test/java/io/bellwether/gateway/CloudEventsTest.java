package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventEncoder;
import io.bellwether.gateway.mapping.Mapped;
import io.bellwether.gateway.mapping.MapperOf;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventsTest {

    private static final String DATA = "{\"case_id\":\"99120\",\"queue\":\"aftersales\",\"partner\":\"carrier\","
            + "\"actor\":\"CUSTOMER\",\"topics\":[\"refund\"],\"sentiment\":-0.5,\"text\":\"where?\"}";
    private static final String WHOLE =
            "{\"id\":\"zd-3\",\"type\":\"ticket.message\",\"time\":\"2026-03-01T00:00:00.250Z\","
                    + "\"source\":\"shop\",\"case_id\":\"99120\",\"queue\":\"aftersales\",\"actor\":\"CUSTOMER\","
                    + "\"visibility\":\"PUBLIC\",\"text\":\"where?\",\"sentiment\":-0.5,\"topics\":[\"refund\"],"
                    + "\"partner\":\"carrier\"}";
    private static final String ATTRIBUTES =
            "\"id\":\"zd-3\",\"type\":\"ticket.message\",\"time\":\"2026-03-01T08:00:00.250+08:00\",\"source\":\"shop\"";

    private final MapperOf mapper =
            MapperOf.adapter("cloudevents", SourceOptions.of("bus").withDimensions(List.of("partner")));

    private static List<String> lines(Mapped mapped) {
        assertThat(mapped.refused()).isEmpty();
        EventEncoder encoder = new EventEncoder();
        return mapped.events().stream()
                .map(event -> new String(encoder.encode(event), StandardCharsets.UTF_8))
                .toList();
    }

    private static WebhookCall binary(Map<String, String> headers, String body) {
        return WebhookCall.of(body.getBytes(StandardCharsets.UTF_8)).withHeaders(headers);
    }

    @Test
    void everyModeGivesTheSameEvent() {
        String structured = "{\"specversion\":\"1.0\"," + ATTRIBUTES + ",\"data\":" + DATA + "}";
        assertThat(lines(mapper.map(structured))).containsExactly(WHOLE);
        assertThat(lines(mapper.map("[" + structured + "," + structured.replace("zd-3", "zd-4") + "]")))
                .containsExactly(WHOLE, WHOLE.replace("zd-3", "zd-4"));
        assertThat(lines(mapper.map(binary(
                        Map.of(
                                "ce-specversion", "1.0",
                                "ce-id", "zd-3",
                                "Ce-Type", "ticket.message",
                                "ce-time", "2026-03-01T08:00:00.250+08:00",
                                "ce-source", "shop"),
                        DATA))))
                .containsExactly(WHOLE);
        assertThat(lines(mapper.map("{" + ATTRIBUTES + "," + DATA.substring(1))))
                .containsExactly(WHOLE);
    }

    @Test
    void whatIsNoEventIsRefusedAsTheJobWould() {
        assertThat(mapper.map("{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"ticket.sung\",\"data\":{}}")
                        .refused())
                .extracting(refused -> refused.reason().name())
                .containsExactly("UNKNOWN_TYPE");
        assertThat(mapper.map("{\"type\":\"ticket.created\",\"id\":\"1\",\"case_id\":\"1\"}")
                        .refused())
                .extracting(refused -> refused.reason().name())
                .containsExactly("NO_TIME");
    }
}
