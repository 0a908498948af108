package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventEncoderTest {
    private final EventEncoder encoder = new EventEncoder();

    @Test
    void writesFieldsInTheOrderOfTheSchema() {
        ServiceEvent event = ServiceEvent.of(EventType.SURVEY_ANSWERED, "e1", 1_772_352_000_500L, "shop")
                .caseId("c1")
                .queue("售后")
                .backfill(true)
                .surveyKind(SurveyKind.CSAT)
                .score(4.0)
                .scale(5.0)
                .amount(0.5)
                .queues(List.of("a", "b"))
                .extra(Map.of("zone", "z", "aisle", "a\ud800"))
                .build();
        assertThat(new String(encoder.encode(event), StandardCharsets.UTF_8))
                .isEqualTo(EventSamples.json("'id':'e1','type':'survey.answered','time':'2026-03-01T08:00:00.500Z',"
                        + "'source':'shop','case_id':'c1','queue':'售后','backfill':true,'queues':['a','b'],"
                        + "'kind':'CSAT','score':4,'scale':5,'amount':0.5,'aisle':'a\uFFFD','zone':'z'"));
    }

    @Test
    void writesHeartbeatsBriefly() {
        ServiceEvent beat =
                ServiceEvent.of(EventType.CLOCK_HEARTBEAT, "7", 0, "bellwether").build();
        assertThat(new String(encoder.encode(beat), StandardCharsets.UTF_8))
                .isEqualTo(EventSamples.json(
                        "'id':'7','type':'clock.heartbeat','time':'1970-01-01T00:00:00Z','source':'bellwether'"));
    }

    @Test
    void aTicketThatNobodyHasSaysSo() {
        ServiceEvent event = ServiceEvent.of(EventType.TICKET_ASSIGNED, "e1", 0, "shop")
                .caseId("c1")
                .build();
        byte[] json = encoder.encode(event);
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"agent_id\":null");
        assertThat(new EventDecoder(List.of())
                        .decode(json, "t", 0, 0, Long.MAX_VALUE)
                        .event())
                .isEqualTo(event);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        RandomEvents events = new RandomEvents(11);
        EventDecoder decoder = new EventDecoder(RandomEvents.DIMENSIONS);
        for (int i = 0; i < 50_000; i++) {
            ServiceEvent event = events.next();
            Decoded decoded = decoder.decode(encoder.encode(event), "t", 0, i, Long.MAX_VALUE);
            assertThat(decoded.rejection()).isNull();
            assertThat(decoded.event()).isEqualTo(event);
        }
    }
}
