package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.Versions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A field is declared once: what is declared is read, carried, kept and written. */
class EventFieldTest {

    /** State refers to fields by these. A new one goes to the end; none is ever changed, removed or used again. */
    private static final String CODES = """
            0 case_id, 1 queue, 2 channel, 3 priority, 4 tier, 5 agent_id, 6 customer_id, 7 status, 8 actor, 9 visibility, \
            10 language, 11 sentiment, 12 category, 13 brand, 14 region, 15 automated, 16 message_id, 17 native_status, \
            19 backfill, 20 due_at, 21 first_reply_due_at, 22 into_case_id, 23 state, 24 reason, 25 queues, 26 slots, 27 kind, \
            28 score, 29 scale, 30 amount, 31 by, 32 seq, 33 case_source, 34 agent_source, 36 text, 40 external, 50 assist, \
            55 topics, 56 customer_source, 57 interval_start, 58 agents""";

    private final EventDecoder decoder = new EventDecoder(List.of());

    @Test
    void codesNeverChange() {
        assertThat(EventField.BY_CODE.stream()
                        .map(field -> field.code + " " + field.wireName)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(CODES);
        assertThat(EventField.BY_CODE.stream().map(field -> field.code)).doesNotContain(18, 35);
    }

    @ParameterizedTest
    @EnumSource(EventField.class)
    void isReadCarriedKeptAndWritten(EventField field) {
        if (field.codeBit == 0) {
            assertThat(Set.of("id", "type", "time", "source")).contains(field.wireName);
            return;
        }
        String said = "\"%s\":%s".formatted(field.wireName, value(field));
        ServiceEvent event = decode("{\"id\":\"e\",\"type\":\"%s\",\"time\":5000,\"source\":\"s\",%s,%s}"
                .formatted(type(field).wireName(), needed(field), said));

        assertThat(event.get(field)).isNotNull();
        String written = new String(new EventEncoder().encode(event), StandardCharsets.UTF_8);
        assertThat(decode(written)).isEqualTo(event);
        EventCodec codec = new EventCodec();
        ServiceEvent kept = codec.fromBytes(codec.toBytes(event), Versions.CURRENT);
        assertThat(kept.get(field)).isEqualTo(field == EventField.TEXT ? null : event.get(field));
        assertThat(event.toBuilder().build()).isEqualTo(event);
        assertThat(event.toBuilder().with(field, null).build().get(field)).isNull();
    }

    private ServiceEvent decode(String json) {
        Decoded decoded = decoder.decode(json.getBytes(StandardCharsets.UTF_8), "topic", 0, 1, Long.MAX_VALUE);
        assertThat(decoded.rejection()).as(json).isNull();
        return decoded.event();
    }

    /** A type on which nothing else must be said than {@link #needed} says. */
    private static EventType type(EventField field) {
        return Arrays.asList(EventField.SCORE, EventField.KIND, EventField.SCALE)
                        .contains(field)
                ? EventType.SURVEY_ANSWERED
                : EventType.CHAT_QUEUED;
    }

    private static String needed(EventField field) {
        return type(field) == EventType.SURVEY_ANSWERED
                ? "\"case_id\":\"c\",\"kind\":\"CSAT\",\"score\":1"
                : "\"case_id\":\"c\"";
    }

    private static String value(EventField field) {
        return switch (field.kind) {
            case ID, LABEL, DIMENSION, TEXT -> "\"a text\"";
            case WORD -> '"' + field.words().get(0) + '"';
            case TIME -> "1000";
            case NUMBER, WHOLE, LONG -> "1";
            case FLAG -> "true";
            case LIST -> "[\"a\",\"b\"]";
        };
    }
}
