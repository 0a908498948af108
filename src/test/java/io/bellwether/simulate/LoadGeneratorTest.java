package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

    private static List<ServiceEvent> produce(LoadGenerator generator, int count) {
        EventDecoder decoder = new EventDecoder(List.of());
        List<ServiceEvent> events = new ArrayList<>();
        generator.produce(count, (stream, key, value, time) -> {
            Decoded decoded = decoder.decode(value, "file", 0, 0, Long.MAX_VALUE);
            assertThat(decoded.rejection()).isNull();
            ServiceEvent event = decoded.event();
            assertThat(event.time()).isEqualTo(time);
            assertThat(new String(key, StandardCharsets.UTF_8))
                    .isEqualTo(event.type() == EventType.AGENT_STATE ? event.agentId() : event.caseId());
            events.add(event);
        });
        return events;
    }

    private static LoadGenerator generator() {
        return new LoadGenerator(1, 1, Span.of("2m"), START);
    }

    @Test
    void roundsHaveFreshIdsAndTimesThatGoOn() {
        LoadGenerator generator = generator();
        List<ServiceEvent> events = produce(generator, 4 * generator.eventsPerRound());
        assertThat(events.stream().map(ServiceEvent::id)).doesNotHaveDuplicates();
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).time())
                    .isGreaterThanOrEqualTo(events.get(i - 1).time());
        }
        assertThat(events.get(events.size() - 1).time()).isGreaterThan(START + 4 * 120_000L);
    }

    @Test
    void casesGoOnInTheNextRoundAndEnd() {
        LoadGenerator generator = generator();
        Map<String, List<EventType>> cases = new HashMap<>();
        for (ServiceEvent event : produce(generator, 4 * generator.eventsPerRound())) {
            if (event.caseId() != null) {
                cases.computeIfAbsent(event.caseId(), key -> new ArrayList<>()).add(event.type());
            }
        }
        assertThat(cases.values())
                .allSatisfy(types -> assertThat(types.get(0)).isIn(EventType.CHAT_STARTED, EventType.TICKET_CREATED));
        long ended = cases.values().stream()
                .filter(types -> types.contains(EventType.CHAT_ENDED) || types.contains(EventType.CHAT_ABANDONED))
                .count();
        long chats = cases.values().stream()
                .filter(types -> types.contains(EventType.CHAT_STARTED))
                .count();
        assertThat((double) ended / chats).isGreaterThan(0.85);
    }

    @Test
    void dueTimesMoveWithTheirEvents() {
        LoadGenerator generator = generator();
        assertThat(produce(generator, 2 * generator.eventsPerRound()).stream().filter(event -> event.dueAt() != null))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.dueAt() - event.time()).isEqualTo(60_000));
    }

    @Test
    void sameSeedSameBytesHoweverTheCountIsCut() {
        List<String> whole = new ArrayList<>();
        generator().produce(20_000, (stream, key, value, time) -> whole.add(new String(value, StandardCharsets.UTF_8)));
        List<String> parts = new ArrayList<>();
        LoadGenerator generator = generator();
        for (int i = 0; i < 20; i++) {
            generator.produce(
                    1_000, (stream, key, value, time) -> parts.add(new String(value, StandardCharsets.UTF_8)));
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void writesTimesLikeJavaDoes() {
        byte[] out = new byte[24];
        for (long time = -62_000_000_000_000L; time < 250_000_000_000_000L; time += 7_777_777_777_777L) {
            Rfc3339.write(time, out);
            assertThat(Instant.parse(new String(out, StandardCharsets.US_ASCII)).toEpochMilli())
                    .isEqualTo(time);
        }
    }
}
