package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.CaseStory;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.PayloadMapper;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A conversation that a bot had first waits for people from when the bot gave up. */
class ChatwootBotTest {

    private static final List<String> OF_THE_BOT = List.of("a bot has it first", "and answers", "the bot gives up");

    @Test
    void theFirstReplyIsAwaitedFromTheHandoff() throws Exception {
        assertThat(firstReply("")).isEqualTo("2026-03-02T09:01:00Z");
        assertThat(firstReply(", frt_anchor: CREATED")).isEqualTo("2026-03-02T09:00:00Z");
    }

    private static String firstReply(String anchor) throws Exception {
        PayloadMapper mapper = new PayloadMapper(
                Adapters.mapping("chatwoot").orElseThrow(), SourceOptions.of("chatwoot"), new MemorySnapshots());
        List<CaseStory.Arrival> arrivals = Deliveries.of("chatwoot", "others.jsonl").stream()
                .filter(delivery -> OF_THE_BOT.contains(delivery.what()))
                .flatMap(delivery -> mapper.map(delivery.call(), Long.MAX_VALUE).events().stream())
                .map(event -> new CaseStory.Arrival(event, Long.MIN_VALUE))
                .toList();
        ServiceEvent first = arrivals.get(0).event();
        PolicyBook policies = PolicyBook.parse(
                "p.yaml", "policies: [{name: all, match: {channel: web}, targets: {first_reply: 15m}" + anchor + "}]");
        List<CaseStory.Step> steps = CaseStory.of(
                new SourceId("chatwoot", "381"), AdapterStoryTest.SETTINGS, policies, arrivals, first.time() + 300_000);
        ClockView clock = steps.get(steps.size() - 1).clocks().get(0);
        assertThat(clock.clock()).isEqualTo("first_reply");
        return Instant.ofEpochMilli(clock.start()).toString();
    }
}
