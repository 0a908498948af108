package io.bellwether.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random chats of every platform, against a second way of counting and against another order of arrival. */
class PlatformPropertyTest {

    private static final int HISTORIES = 150;
    private static final long LATENESS = 600_000;
    private static final long LAST_OF_DAY = PlatformDay.at("2026-03-03T00:00:00") - 1;

    /**
     * Times are multiples of 15 s from 22:30 on, over midnight, of which the last millisecond is met too, or over the beginning of
     * the hours: bounds are often met.
     */
    static List<ServiceEvent> history(String platform, Random random) {
        random.nextInt(); // the first numbers of seeds that are near each other are alike: all would be evenings
        long start = PlatformDay.at(random.nextBoolean() ? "22:30:00" : "07:45:00");
        int many = 2 + random.nextInt(14);
        List<ServiceEvent> events = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int chat = random.nextInt(2);
            long time = random.nextInt(12) == 0 ? LAST_OF_DAY : start + random.nextInt(480) * 15_000L;
            EventBuilder event = ServiceEvent.of(EventType.CHAT_MESSAGE, "e" + i, time, "shop")
                    .caseId("c" + chat)
                    .channel(platform)
                    .customerId(random.nextInt(5) == 0 ? "twice" : "u-" + chat);
            events.add(kind(event, random).build());
        }
        // the customer of a chat stays the same
        Map<String, Object> customers = new HashMap<>();
        return events.stream()
                .map(event -> event.toBuilder()
                        .with(
                                EventField.CUSTOMER_ID,
                                customers.computeIfAbsent(event.caseId(), id -> event.get(EventField.CUSTOMER_ID)))
                        .build())
                .toList();
    }

    /** One that comes along, or one whose sessions begin with the transfer to people and have a limit, as none of those has. */
    private static Platform platform(String name) {
        String yaml = """
                platform: handoff
                match: {channel: [handoff]}
                sources: {a: b}
                versions:
                  - version: v
                    valid_from: 2020-01-01
                    warn_at: [60s, 100s]
                    indicators:
                      - {id: mean, source: a, unit: session, figure: mean, cap: 180s, from: handoff}
                      - {id: within, source: a, unit: session, figure: within, within: 180s, from: handoff, hours: "08:00-23:00"}
                      - {id: message, source: a, unit: session, figure: within, within: 45s}
                      - {id: answered, source: a, unit: session, figure: answered, from: handoff}
                """;
        return name.equals("handoff") ? PlatformDay.parsed(name, yaml) : PlatformDay.shipped(name);
    }

    private static EventBuilder kind(EventBuilder event, Random random) {
        String agent = random.nextBoolean() ? "ann" : "bob";
        return switch (random.nextInt(14)) {
            case 0 -> event.type(EventType.CHAT_STARTED);
            case 1 -> event.type(EventType.CHAT_HANDOFF);
            case 2 -> event.type(EventType.CHAT_TRANSFERRED).agentId(agent);
            case 3 -> event.type(EventType.CHAT_ASSIGNED).agentId(agent);
            case 4 -> event.type(EventType.CHAT_ENDED);
            case 5 -> event.actor(Actor.BOT).automated(true);
            case 6 -> event.actor(Actor.BOT).with(EventField.ASSIST, "SEMI_AUTO");
            case 7 -> event.actor(Actor.AGENT).agentId(agent).automated(true);
            case 8, 9, 10 -> event.actor(Actor.AGENT).agentId(agent);
            default -> event.actor(Actor.CUSTOMER);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"taobao", "jd", "douyin", "pinduoduo", "kuaishou", "xiaohongshu", "handoff"})
    void countsWhatHindsightCounts(String name) {
        Platform platform = platform(name);
        int counted = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = history(name, random);
            long until = PlatformDay.at("22:30:00") + random.nextInt(700) * 15_000L;
            Map<String, List<Long>> expected = NaivePlatform.sums(platform, events, until);
            Run run = new Run(platform);
            events.stream()
                    .filter(event -> event.time() <= until)
                    .sorted(ServiceEvent.FOLD_ORDER)
                    .forEach(run::take);
            run.tellUntil(until);
            assertThat(run.sums()).as(name + " " + seed).isEqualTo(expected);
            counted += expected.size();
        }
        assertThat(counted).isGreaterThan(HISTORIES / 4);
    }

    /** What comes late is in its place: sums, levels of risk and who is told to hurry are as if it had not been late. */
    @ParameterizedTest
    @ValueSource(strings = {"taobao", "jd", "douyin", "pinduoduo", "kuaishou", "xiaohongshu", "handoff"})
    void lateEventsAreInTheirPlace(String name) {
        Platform platform = platform(name);
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(1_000 + seed);
            List<ServiceEvent> events = new ArrayList<>(history(name, random));
            Run inOrder = new Run(platform);
            events.stream().sorted(ServiceEvent.FOLD_ORDER).forEach(inOrder::take);
            long end = PlatformDay.at("2026-03-03T23:59:00");

            Map<ServiceEvent, Long> arrivals = new HashMap<>();
            events.forEach(event -> arrivals.put(event, event.time() + random.nextLong(LATENESS)));
            events.sort((one, other) -> Long.compare(arrivals.get(one), arrivals.get(other)));
            Run late = new Run(platform);
            for (ServiceEvent event : events) {
                late.tellUntil(arrivals.get(event));
                late.settleUntil(arrivals.get(event) - LATENESS - 1);
                late.take(event);
                late.tellUntil(arrivals.get(event));
                // nothing is told that is not taken back where it proves wrong
                Run soFar = new Run(platform);
                events.subList(0, events.indexOf(event) + 1).stream()
                        .filter(one -> one.time() <= arrivals.get(event))
                        .sorted(ServiceEvent.FOLD_ORDER)
                        .forEach(soFar::take);
                soFar.tellUntil(arrivals.get(event));
                assertThat(late.sums()).as(name + " " + seed).isEqualTo(soFar.sums());
                assertThat(late.atRisk()).as(name + " " + seed).isEqualTo(soFar.atRisk());
            }
            inOrder.tellUntil(end);
            late.tellUntil(end);
            assertThat(late.sums()).as(name + " " + seed).isEqualTo(inOrder.sums());
            assertThat(late.atRisk())
                    .as(name + " " + seed)
                    .isEqualTo(inOrder.atRisk())
                    .isEmpty();
            assertThat(late.waiting()).as(name + " " + seed).isEmpty();
        }
    }

    /** All chats of a platform, through their timelines, each of which goes through its bytes after every step. */
    private static final class Run {
        private final PlatformBook book;
        private final PlatformDay heard;
        private final Map<String, ConsultationTimeline> chats = new TreeMap<>();

        Run(Platform platform) {
            book = new PlatformBook(List.of(platform));
            heard = new PlatformDay(platform, platform.name());
        }

        void take(ServiceEvent event) {
            ConsultationTimeline chat = chats.computeIfAbsent(event.caseId(), id -> new ConsultationTimeline());
            chat.take(event, fields(), book, heard.listener(event.caseId()));
            chats.put(event.caseId(), ConsultationTimelineCodec.INSTANCE.copy(chat));
        }

        void tellUntil(long time) {
            chats.forEach((id, chat) -> chat.tellUntil(time, fields(), book, heard.listener(id)));
        }

        void settleUntil(long time) {
            chats.values().forEach(chat -> chat.settleUntil(time, fields(), book));
        }

        private TreeSet<String> fields() {
            return new TreeSet<>(book.fields());
        }

        Map<String, List<Long>> sums() {
            Map<String, ConsumerDays> consumers = new HashMap<>();
            Map<String, List<Long>> sums = new TreeMap<>();
            for (Outcome outcome : heard.outcomes) {
                Outcome counted = outcome.consumer().isEmpty()
                        ? outcome
                        : consumers
                                .computeIfAbsent(outcome.consumerKey(), key -> new ConsumerDays())
                                .take(outcome);
                if (counted != null && (counted.numerator() != 0 || counted.denominator() != 0)) {
                    sums.merge(
                            counted.indicator() + " " + counted.day(),
                            List.of(counted.numerator(), counted.denominator()),
                            (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
                }
            }
            sums.values().removeIf(sum -> sum.get(0) == 0 && sum.get(1) == 0);
            return sums;
        }

        Map<String, Long> atRisk() {
            Map<String, Long> levels = new TreeMap<>();
            heard.outcomes.forEach(outcome -> levels.merge(outcome.indicator(), outcome.atRisk(), Long::sum));
            levels.values().removeIf(level -> level == 0);
            return levels;
        }

        /** Rounds of whose risk the last that was told is that it goes on. */
        List<String> waiting() {
            Map<String, String> last = new TreeMap<>();
            for (String signal : heard.signals) {
                String[] words = signal.split(" ", 4);
                last.put(words[0] + " " + words[1], words[2]);
            }
            last.values().removeIf(kind -> !kind.equals("platform.at_risk"));
            return List.copyOf(last.keySet());
        }
    }
}
