package io.bellwether.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.gateway.sender.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values of a mapping stand for: the category of an event shows them. */
class MappingValuesTest {

    private static final String PAYLOAD = "{\"id\":7,\"f\":99120.0,\"t\":\"Hi\",\"e\":\"\",\"n\":null,\"b\":true,"
            + "\"o\":{\"a b\":[{\"x\":\"q\"}]},\"l\":[{\"name\":\"one\",\"v\":1},{\"name\":\"two\",\"v\":2}],"
            + "\"arn\":\"arn:aws:connect:eu:1:instance/i/agent/u-9\",\"html\":\"<p>a &lt; b</p>\"}";
    private static final SourceOptions OPTIONS = new SourceOptions(
            "desk",
            Set.of("9"),
            Set.of("8"),
            Map.of("levels", Map.of("P2", "medium")),
            Map.of("channel", "web"),
            ZoneId.of("Asia/Shanghai"),
            List.of(),
            false);

    private static String category(String value) throws MappingException {
        MapperOf mapper = MapperOf.yaml(
                OPTIONS,
                "kind: x",
                "tables: {levels: {p1: high}}",
                "events:",
                "  - {type: ticket.updated, case_id: c, time: '2026-03-01T08:00:00Z', category: " + value + "}");
        WebhookCall call = new WebhookCall(
                "POST",
                "",
                Map.of("shop", "north"),
                Map.of("X-Delivery", "d-1"),
                PAYLOAD.getBytes(StandardCharsets.UTF_8));
        Mapped mapped = mapper.map(call);
        assertThat(mapped.refused()).isEmpty();
        String line = MapperOf.lines(mapped).get(0);
        int from = line.indexOf("\"category\":\"");
        return from < 0 ? null : line.substring(from + 12, line.indexOf('"', from + 12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "$.id | 7",
                "$.f | 99120",
                "$.t | Hi",
                "$.e | none",
                "$.n | none",
                "$.nowhere.at.all | none",
                "\"$.l[5].name\" | none",
                "$.o | none",
                "$.l | none",
                "$.b | true",
                "\"$.o['a b'][0].x\" | q",
                "plain | plain",
                "'=$5' | $5",
                "null | none",
                "header:x-delivery | d-1",
                "query:shop | north",
                "setting:channel | web",
                "setting:nothing | none",
                "\"t-{$.id}-{query:shop}\" | t-7-north",
                "\"t-{$.e}\" | none",
                "[$.e, $.n, $.id] | 7",
                "{first: [$.e, $.t]} | Hi",
                "{of: $.l, find: $.name} | one",
                "{of: $.l, where: {$.name: TWO}, find: $.v} | 2",
                "{of: $.l, where: {$.name: three}, find: $.v} | none",
                "{of: $.l, where: {$.v: {not: [1]}}, find: '{$.name}-{$$.id}'} | two-7",
                "{of: $.arn, match: 'agent/(.+)$'} | u-9",
                "{of: $.arn, match: 'queue/(.+)$', else: no} | no",
                "{of: P1, table: levels} | high",
                "{of: p2, table: levels} | medium",
                "{of: p3, table: levels, else: low} | low",
                "{of: $.b, table: {true: yes}} | yes",
                "{of: $.t, as: upper} | HI",
                "{of: $.html, as: plain} | a < b",
                "{author: '9', of: AGENT} | BOT",
                "{author: '8', of: AGENT} | LIGHT_AGENT",
                "{author: $.id, of: AGENT} | AGENT",
                "{choose: [{when: {$.id: 8}, then: a}, {when: {$.id: 7}, then: b}]} | b",
                "{choose: [{when: {$.id: 8}, then: a}], else: c} | c"
            })
    void values(String value, String wanted) throws MappingException {
        assertThat(category(value)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{of: '2026-03-01T08:00:00+0800'} | 2026-03-01T00:00:00Z",
                "{of: 1772323200} | none",
                "{of: 1772323200000} | 2026-03-01T00:00:00Z",
                "{of: 1772323200, as: epoch_s} | 2026-03-01T00:00:00Z",
                "{of: 1772323200.25, as: epoch_s} | 2026-03-01T00:00:00.250Z",
                "{of: 1772323200999, as: epoch_ms} | 2026-03-01T00:00:00.999Z",
                "{of: '2026-03-01 08:00:00', as: local} | 2026-03-01T00:00:00Z",
                "{of: '2026-03-01T08:00:00Z', as: local} | 2026-03-01T08:00:00Z",
                "{of: 'Sun, 01 Mar 2026 08:00:00 +0800', as: rfc_1123} | 2026-03-01T00:00:00Z",
                "{of: 'soon', as: local} | none",
                "{of: '1e999999999', as: epoch_s} | none"
            })
    void times(String value, String wanted) throws MappingException {
        MapperOf mapper = MapperOf.yaml(
                OPTIONS,
                "kind: x",
                "events: [{type: ticket.updated, case_id: c, priority: p, due_at: " + value + ", time: 1}]");
        List<String> events = mapper.events("{}");
        if (wanted == null || events.isEmpty()) {
            assertThat(events.toString()).doesNotContain("2026");
        } else {
            assertThat(events.get(0)).contains("\"due_at\":\"" + wanted + "\"");
        }
    }

    @Test
    void numbersFlagsAndListsFitTheirFields() throws MappingException {
        MapperOf mapper = MapperOf.yaml(
                "kind: x",
                "events:",
                "  - {type: survey.answered, case_id: $.c, time: 1, kind: CSAT, score: '4.0', scale: 5}",
                "  - {type: chat.transferred, case_id: $.c, time: 1, external: {of: yes, as: boolean}}",
                "  - type: agent.state",
                "    agent_id: 5",
                "    time: 1",
                "    state: AWAY",
                "    queues: {of: $.skills, each: $.name}",
                "    slots: '3'",
                "  - {type: agent.state, agent_id: 6, time: 1, state: AWAY, queues: {of: 'a, b', as: list}}");
        assertThat(mapper.events("{\"c\":1,\"skills\":[{\"name\":\"x\"},{},{\"name\":\"y\"}]}"))
                .containsExactly(
                        "{\"type\":\"survey.answered\",\"time\":\"1970-01-01T00:00:00.001Z\",\"source\":\"desk\","
                                + "\"case_id\":\"1\",\"kind\":\"CSAT\",\"score\":4,\"scale\":5}",
                        "{\"type\":\"chat.transferred\",\"time\":\"1970-01-01T00:00:00.001Z\",\"source\":\"desk\","
                                + "\"case_id\":\"1\",\"external\":true}",
                        "{\"type\":\"agent.state\",\"time\":\"1970-01-01T00:00:00.001Z\",\"source\":\"desk\","
                                + "\"agent_id\":\"5\",\"state\":\"AWAY\",\"queues\":[\"x\",\"y\"],\"slots\":3}",
                        "{\"type\":\"agent.state\",\"time\":\"1970-01-01T00:00:00.001Z\",\"source\":\"desk\","
                                + "\"agent_id\":\"6\",\"state\":\"AWAY\",\"queues\":[\"a\",\"b\"]}");
    }
}
