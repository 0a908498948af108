package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.gateway.mapping.MapperOf;
import io.bellwether.gateway.mapping.SourceOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZendeskTest {

    private static final String DETAIL = "\"id\":\"99120\",\"requester_id\":\"77\",\"submitter_id\":\"77\","
            + "\"group_id\":\"360\",\"assignee_id\":\"\",\"status\":\"NEW\",\"priority\":\"HIGH\",\"brand_id\":\"5\","
            + "\"created_at\":\"2026-03-01T08:00:00Z\",\"type\":\"QUESTION\",\"via\":{\"channel\":\"web\"}";

    private final MapperOf zendesk =
            MapperOf.adapter("zendesk", SourceOptions.of("zendesk").withBots(List.of("666")));

    private static String payload(String type, String event) {
        return "{\"type\":\"zen:event-type:ticket." + type + "\",\"account_id\":1,\"id\":\"e-1\","
                + "\"time\":\"2026-03-01T08:05:00Z\",\"subject\":\"zen:ticket:99120\",\"detail\":{" + DETAIL
                + "},\"event\":" + event + "}";
    }

    private String only(String type, String event) {
        assertThat(zendesk.map(payload(type, event)).refused()).isEmpty();
        return zendesk.events(payload(type, event)).get(0);
    }

    @Test
    void aTicketComesIntoBeing() {
        assertThat(zendesk.events(payload("created", "{}")))
                .containsExactly(
                        "{\"type\":\"ticket.created\",\"time\":\"2026-03-01T08:00:00Z\",\"source\":\"zendesk\","
                                + "\"case_id\":\"99120\",\"queue\":\"360\",\"channel\":\"web\",\"priority\":\"high\","
                                + "\"brand\":\"5\",\"category\":\"question\",\"customer_id\":\"77\",\"status\":\"NEW\","
                                + "\"actor\":\"CUSTOMER\"}");
    }

    @Test
    void statusesInCapitalsAreKnown() {
        assertThat(only("status_changed", "{\"current\":\"PENDING\",\"previous\":\"OPEN\"}"))
                .contains("\"status\":\"WAITING_CUSTOMER\",\"native_status\":\"pending\"");
    }

    @Test
    void aStatusThatNobodyMappedIsToldAndRefused() {
        var mapped = zendesk.map(payload("status_changed", "{\"current\":\"PARKED\"}"));
        assertThat(mapped.strangers()).containsExactly("status=PARKED");
        assertThat(mapped.refused()).hasSize(1);
    }

    @Test
    void anEmptyAssigneeIsNobody() {
        assertThat(only("agent_assignment_changed", "{\"current\":\"\",\"previous\":\"9\"}"))
                .contains("ticket.assigned")
                .doesNotContain("agent_id");
        assertThat(only("agent_assignment_changed", "{\"current\":\"9\",\"previous\":\"\"}"))
                .contains("\"agent_id\":\"9\"");
    }

    @Test
    void whoWritesIsToldByStaffAndByTheListOfBots() {
        String by = "{\"comment\":{\"id\":\"c1\",\"body\":\"<b>Hello</b>\",\"is_public\":%s,\"author\":{\"id\":\"%s\","
                + "\"is_staff\":%s}}}";
        assertThat(only("comment_added", String.format(by, true, 9, true)))
                .contains("\"actor\":\"AGENT\",\"visibility\":\"PUBLIC\"", "\"text\":\"Hello\"", "\"agent_id\":\"9\"");
        assertThat(only("comment_added", String.format(by, false, 9, true))).contains("\"visibility\":\"PRIVATE\"");
        assertThat(only("comment_added", String.format(by, true, 77, false))).contains("\"actor\":\"CUSTOMER\"");
        assertThat(only("comment_added", String.format(by, true, 666, true))).contains("\"actor\":\"BOT\"");
    }

    @Test
    void mergesDeletionsAndRatings() {
        assertThat(only("merged", "{\"target_ticket_id\":\"99080\"}")).contains("\"into_case_id\":\"99080\"");
        assertThat(only("marked_as_spam", "{}")).contains("ticket.deleted");
        assertThat(only("csat_received", "{\"rating\":{\"score\":\"GOOD\"}}")).contains("\"score\":5");
        assertThat(only("csat_received", "{\"rating\":{\"score\":\"4\"}}")).contains("\"score\":4");
    }

    @Test
    void theProductsOwnIdIsTheEvents() {
        assertThat(zendesk.map(payload("merged", "{\"target_ticket_id\":\"99080\"}"))
                        .events()
                        .get(0)
                        .id())
                .isEqualTo("e-1:ticket.merged");
    }
}
