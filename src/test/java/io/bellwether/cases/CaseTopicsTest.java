package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CaseTopicsTest {

    /** {@code measure queue topic}: how often. */
    private static Map<String, Long> told(CaseRun run) {
        Map<String, Long> told = new TreeMap<>();
        for (Observation one : run.observations) {
            if (one.measure().name().startsWith("TOPICS_")) {
                String of = one.measure() + " " + one.series().dimensions().get(0) + " "
                        + one.series().tags().get(0) + " " + one.time();
                told.merge(of, one.value() * one.weight(), Long::sum);
            }
        }
        told.values().removeIf(n -> n == 0);
        return told;
    }

    private static Map<String, Long> naive(List<ServiceEvent> events) {
        Map<String, Long> told = new TreeMap<>();
        String queue = "none";
        String category = null;
        for (ServiceEvent event : events) {
            queue = event.queue() == null ? queue : event.queue();
            String before = topicOf(category);
            category = event.dimension("category") == null ? category : event.dimension("category");
            String now = topicOf(category);
            if (now != null && !now.equals(before)) {
                told.merge(Measure.TOPICS_CASES + " " + queue + " " + now + " " + event.time(), 1L, Long::sum);
            }
            for (String topic : event.topics() == null ? List.<String>of() : event.topics()) {
                String of = " " + queue + " " + topic + " " + event.time();
                told.merge(Measure.TOPICS_MESSAGES + of, 1L, Long::sum);
                if (event.sentiment() != null) {
                    told.merge(Measure.TOPICS_SCORED + of, 1L, Long::sum);
                }
                if (event.sentiment() != null && event.sentiment() <= -0.3) {
                    told.merge(Measure.TOPICS_NEGATIVE + of, 1L, Long::sum);
                }
            }
        }
        return told;
    }

    private static String topicOf(String category) {
        return category == null
                ? null
                : switch (category) {
                    case "shipping", "courier" -> "logistics";
                    case "leak" -> "data";
                    default -> null;
                };
    }

    @Test
    void whatCustomersWriteAndComeAboutIsCountedInTheQueueThatTheirCaseIsIn() {
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                boolean customer = random.nextBoolean();
                List<String> topics =
                        Histories.any(random, null, List.of("data"), List.of("product", "data"), List.of("logistics"));
                events.add(Histories.event(EventType.CHAT_MESSAGE, "e" + i, i)
                        .queue(Histories.any(random, null, "billing", "returns"))
                        .category(Histories.any(random, null, null, "shipping", "courier", "leak", "other"))
                        .actor(customer ? Actor.CUSTOMER : Actor.AGENT)
                        .visibility(Visibility.PUBLIC)
                        .topics(customer ? topics : null)
                        .sentiment(Histories.any(random, null, -0.3, -0.29, 0.8))
                        .build());
            }
            Map<String, Long> naive = naive(events);
            assertThat(told(new CaseRun().throughBytes().inOrder(events)))
                    .as("seed %s", seed)
                    .isEqualTo(naive);
            CaseRun late = new CaseRun();
            CaseEnginePropertyTest.deliver(CaseEnginePropertyTest.withLateOnes(events, random, 3), late, random);
            late.advance(Histories.START + 100 * Histories.MINUTE);
            assertThat(told(late)).as("seed %s, late", seed).isEqualTo(naive);
            found += naive.size();
        }
        assertThat(found).isGreaterThan(1_000);
    }
}
