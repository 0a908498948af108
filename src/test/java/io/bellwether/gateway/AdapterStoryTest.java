package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.CaseSettings;
import io.bellwether.cases.CaseStory;
import io.bellwether.cases.ForgetAfter;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.gateway.Deliveries.Delivery;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.PayloadMapper;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.metric.Signal;
import io.bellwether.quality.Bots;
import io.bellwether.quality.Escalation;
import io.bellwether.quality.Resolution;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The life of a case in a product's own payloads gives the same verdicts as the same life written by hand, in whatever order
 * the payloads come and however often.
 */
class AdapterStoryTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int SHUFFLES = 12;
    static final CaseSettings SETTINGS = new CaseSettings(
            List.of("queue", "priority", "channel"),
            ServiceLevel.DEFAULT,
            DAY,
            new ForgetAfter(10 * DAY, 10 * DAY, 10 * DAY),
            30 * DAY,
            Escalation.DEFAULT,
            Resolution.DEFAULT,
            Bots.DEFAULT,
            Map.of(),
            false);

    private static final String POLICIES = """
            policies:
              - name: all
                targets:
                  first_reply: 15m
                  next_reply: 22m
                  round_response: 1m
                  periodic_update: 30m
                  pausable_update: 40m
                  resolution:
                    priority: {urgent: 100m, highest: 100m, 3 high: 100m, priority: 100m, "*": 4h}
                  first_resolution: 90m
                  group_ownership: 70m
                  assignee_response: 10m
                  queue_wait: 1m
                timed: [requester_wait, agent_work, agent_wait]
            """;

    static List<String> adapters() {
        try (Stream<Path> folders = Files.list(
                Path.of(AdapterStoryTest.class.getResource("adapters").toURI()))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (java.io.IOException | java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void aStoryEndsAsItsHandWrittenHistory(String adapter) throws Exception {
        assertThat(verdicts(mapped(adapter, Deliveries.of(adapter, "story.jsonl"))))
                .isEqualTo(verdicts(Deliveries.history(adapter)));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void deliveriesThatAreShuffledAndDoubledEndTheSame(String adapter) throws Exception {
        List<String> expected = verdicts(Deliveries.history(adapter));
        List<Delivery> twice = new ArrayList<>(Deliveries.of(adapter, "story.jsonl"));
        twice.addAll(twice);
        Random random = new Random(16);
        for (int i = 0; i < SHUFFLES; i++) {
            Collections.shuffle(twice, random);
            assertThat(verdicts(mapped(adapter, inKeptOrder(twice)))).isEqualTo(expected);
        }
    }

    /** Some products cannot be told right if one payload comes before another; their pages say so. */
    static List<Delivery> inKeptOrder(List<Delivery> shuffled) {
        List<Delivery> kept = new ArrayList<>();
        List<Delivery> held = new ArrayList<>();
        for (Delivery delivery : shuffled) {
            boolean early = !delivery.after().isEmpty()
                    && kept.stream().noneMatch(other -> other.what().equals(delivery.after()));
            (early ? held : kept).add(delivery);
        }
        kept.addAll(held);
        return kept;
    }

    private static List<ServiceEvent> mapped(String adapter, List<Delivery> deliveries) {
        PayloadMapper mapper = new PayloadMapper(
                Adapters.mapping(adapter).orElseThrow(), SourceOptions.of(adapter), new MemorySnapshots());
        return deliveries.stream()
                .flatMap(delivery -> mapper.map(delivery.call(), Long.MAX_VALUE).events().stream())
                .toList();
    }

    /** All that was said of the clocks of the one case, and how they stood in the end. */
    private static List<String> verdicts(List<ServiceEvent> events) throws Exception {
        List<CaseStory.Arrival> arrivals = new ArrayList<>();
        SourceId caseId = null;
        long end = 0;
        for (ServiceEvent event : events) {
            if (event.caseId() != null) {
                caseId = new SourceId(event.source(), event.caseId());
                arrivals.add(new CaseStory.Arrival(event, Long.MIN_VALUE));
                end = Math.max(end, event.time() + DAY / 2);
            }
        }
        List<CaseStory.Step> steps =
                CaseStory.of(caseId, SETTINGS, PolicyBook.parse("story.yaml", POLICIES), arrivals, end);
        List<String> said = new ArrayList<>();
        steps.forEach(step -> step.signals().forEach(signal -> said.add(words(signal))));
        steps.get(steps.size() - 1).clocks().forEach(clock -> said.add(words(clock)));
        return said;
    }

    private static String words(Signal signal) {
        return Instant.ofEpochMilli(signal.time()) + " " + signal.kind().wireName() + " " + signal.clock() + " "
                + signal.instance() + " level " + signal.level() + " consumed " + signal.consumedMillis() + " of "
                + signal.targetMillis();
    }

    private static String words(ClockView clock) {
        return clock.clock() + " " + clock.instance() + " " + clock.state() + " " + clock.verdict() + " from "
                + Instant.ofEpochMilli(clock.start()) + " consumed " + clock.consumedMillis() + " of "
                + clock.targetMillis();
    }
}
