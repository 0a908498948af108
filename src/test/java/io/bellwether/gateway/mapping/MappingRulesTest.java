package io.bellwether.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.event.ServiceEvent;
import io.bellwether.gateway.mapping.PayloadOutcome.What;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingRulesTest {

    private static final String[] DESK = {
        "kind: $.event",
        "defaults: {case_id: $.case, time: $.at}",
        "events:",
        "  - {on: [opened, Reopened], type: ticket.created, customer_id: $.who}",
        "  - on: changed",
        "    each: $.changes",
        "    when: {$.field: status}",
        "    case_id: $$.case",
        "    time: $$.at",
        "    type: ticket.status_changed",
        "    status: {of: $.to, table: {open: OPEN, done: SOLVED}}",
        "  - {on: said, when: [{$.by: agent}, {$.by: bot, $.auto: true}], type: ticket.message, actor: AGENT,"
                + " message_id: $.m, text: $.words}",
        "ignore: [viewed]"
    };

    private static Mapped map(String payload) throws MappingException {
        return MapperOf.yaml(DESK).map(payload);
    }

    private static List<What> outcomes(String payload) throws MappingException {
        return map(payload).outcomes().stream().map(PayloadOutcome::what).toList();
    }

    @Test
    void everyPayloadHasAnOutcome() throws MappingException {
        assertThat(outcomes("{\"event\":\"opened\",\"case\":1,\"at\":1}")).containsExactly(What.MAPPED);
        assertThat(outcomes("{\"event\":\"REOPENED\",\"case\":1,\"at\":1}")).containsExactly(What.MAPPED);
        assertThat(outcomes("{\"event\":\"viewed\"}")).containsExactly(What.IGNORED);
        assertThat(outcomes("{\"event\":\"sung\"}")).containsExactly(What.UNMAPPED);
        assertThat(outcomes("{}")).containsExactly(What.UNMAPPED);
        assertThat(outcomes("{\"event\":\"opened\",\"case\":1}")).containsExactly(What.REFUSED);
        assertThat(outcomes("{\"event\":\"said\",\"by\":\"bot\",\"case\":1,\"at\":1}"))
                .containsExactly(What.NOTHING);
        assertThat(outcomes("[{\"event\":\"viewed\"},{\"event\":\"opened\",\"case\":1,\"at\":1},7,null,[]]"))
                .containsExactly(What.IGNORED, What.MAPPED, What.UNMAPPED, What.UNMAPPED, What.UNMAPPED);
    }

    @Test
    void whatLacksSomethingSaysWhat() throws MappingException {
        assertThat(map("{\"event\":\"opened\",\"at\":1}").refused())
                .extracting(refused -> refused.kind() + " " + refused.reason())
                .containsExactly("opened NO_CASE");
        assertThat(map("{\"event\":\"said\",\"by\":\"bot\",\"case\":1,\"at\":1}")
                        .outcomes()
                        .get(0)
                        .detail())
                .isEqualTo("does not hold: $.by: agent");
    }

    @Test
    void eachItemOfAListMakesAnEvent() throws MappingException {
        Mapped mapped =
                map("{\"event\":\"changed\",\"case\":1,\"at\":1,\"changes\":[{\"field\":\"status\",\"to\":\"open\"},"
                        + "{\"field\":\"tag\",\"to\":\"x\"},{\"field\":\"status\",\"to\":\"Done\"}]}");
        assertThat(mapped.events())
                .extracting(ServiceEvent::status)
                .extracting(Enum::name)
                .containsExactly("OPEN", "SOLVED");
        assertThat(mapped.events()).extracting(ServiceEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void bodiesThatAreNotWhatTheyShouldBeAreUnreadable() throws MappingException {
        for (String body : List.of(
                "",
                " ",
                "7",
                "\"secret words\"",
                "{",
                "{\"a\":}",
                "{} {}",
                "null",
                "\u0000",
                "[".repeat(2000) + "]".repeat(2000),
                "{\"a\":\"\uD800\"")) {
            Mapped mapped = map(body);
            assertThat(mapped.isUnreadable())
                    .as(body.length() > 20 ? "deep" : body)
                    .isTrue();
            assertThat(mapped.refused().get(0).reason()).hasToString("NOT_JSON");
            assertThat(mapped.refused().get(0).detail()).doesNotContain("secret");
        }
    }

    /** A case is created once, a message is itself, a change is what it says at its time. */
    @Test
    void idsHangOnWhatHappenedAlone() throws MappingException {
        String opened = "{\"event\":\"opened\",\"case\":1,\"at\":%d,\"who\":\"%s\"}";
        assertThat(id(String.format(opened, 1, "a"))).isEqualTo(id(String.format(opened, 2, "b")));
        String said = "{\"event\":\"said\",\"by\":\"agent\",\"case\":%d,\"at\":%d,\"m\":\"m1\",\"words\":\"%s\"}";
        assertThat(id(String.format(said, 1, 5, "x"))).isEqualTo(id(String.format(said, 1, 6, "y")));
        assertThat(id(String.format(said, 1, 5, "x"))).isNotEqualTo(id(String.format(said, 2, 5, "x")));
        String changed =
                "{\"event\":\"changed\",\"case\":1,\"at\":%d,\"changes\":[{\"field\":\"status\",\"to\":\"%s\"}]}";
        assertThat(id(String.format(changed, 1, "open"))).isEqualTo(id(String.format(changed, 1, "OPEN")));
        assertThat(id(String.format(changed, 1, "open"))).isNotEqualTo(id(String.format(changed, 1, "done")));
        assertThat(id(String.format(changed, 1, "open"))).isNotEqualTo(id(String.format(changed, 2, "open")));
    }

    private static String id(String payload) throws MappingException {
        return map(payload).events().get(0).id();
    }

    @Test
    void formsAndTextsThatHoldJsonAreOpened() throws MappingException {
        MapperOf mapper = MapperOf.yaml(
                "kind: $.EventType",
                "body: form",
                "expand: {$.TaskAttributes: json, $.Data: base64_json}",
                "events: [{on: task.created, type: chat.started, case_id: $.TaskAttributes.sid,"
                        + " customer_id: $.Data.who, time: {of: $.Timestamp, as: epoch_s}}]");
        assertThat(mapper.events(
                        "EventType=task.created&TaskAttributes=%7B%22sid%22%3A%22CH%2B1%22%7D&Data=eyJ3aG8iOiJ1In0%3D"
                                + "&Timestamp=1772323200"))
                .containsExactly("{\"type\":\"chat.started\",\"time\":\"2026-03-01T00:00:00Z\",\"source\":\"desk\","
                        + "\"case_id\":\"CH+1\",\"customer_id\":\"u\"}");
        assertThat(mapper.map("EventType=%ZZ").isUnreadable()).isTrue();
    }

    @Test
    void whatIsWrongWithAMappingIsSaidWithItsPlace() {
        String yaml = String.join(
                "\n",
                "kind: $.a[*]",
                "knid: x",
                "body: xml",
                "tables: {status: {open: OPEN}}",
                "events:",
                "  - type: ticket.opened",
                "    status: {of: $.s, table: state}",
                "    actor: CUSTMER",
                "    queu: $.q",
                "    priority: {of: $.p, as: loud}",
                "    tier: {of: $.p, match: '['}",
                "    brand: '{$.x'",
                "    changed: [x]",
                "  - status: {of: $.s, table: {a: OPNE}}");
        assertThatThrownBy(() -> Mapping.parse("m.yaml", yaml))
                .isInstanceOfSatisfying(MappingException.class, e -> assertThat(e.problems())
                        .extracting(problem -> problem.line() + " " + problem.field())
                        .containsExactlyInAnyOrder(
                                "1 kind",
                                "2 knid",
                                "3 body",
                                "6 events[0].type",
                                "7 events[0].status.table",
                                "8 events[0].actor",
                                "9 events[0].queu",
                                "10 events[0].priority.as",
                                "11 events[0].tier.match",
                                "12 events[0].brand",
                                "13 events[0].changed",
                                "14 events[1].type",
                                "14 events[1].status"));
    }
}
