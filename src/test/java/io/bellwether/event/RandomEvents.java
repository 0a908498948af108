package io.bellwether.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Random events that the schema allows, for round trips. */
final class RandomEvents {
    static final List<String> DIMENSIONS = List.of("queue", "shop", "平台", "native_status");

    private static final String[] WORDS = {
        "billing",
        "VIP",
        "售后服务",
        "a b",
        "quote\"back\\slash",
        "tab line",
        "é",
        "\uD83D\uDE21 emoji",
        "\u00a0~",
        "x".repeat(300)
    };

    private final Random random;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    ServiceEvent next() {
        EventType type = EventType.values()[random.nextInt(EventType.values().length)];
        EventBuilder event = ServiceEvent.of(type, word() + random.nextInt(), random.nextLong(EventTime.END), word());
        common(event, type);
        others(event);
        if (type == EventType.AGENT_STATE) {
            event.agentId(word()).agentState(any(AgentState.values()));
        }
        if (type == EventType.PLAN_STAFFED) {
            event.with(EventField.INTERVAL_START, random.nextLong(EventTime.END))
                    .with(EventField.AGENTS, random.nextInt(9));
        }
        if (type.ofCustomer()) {
            event.customerId(word());
        }
        if (type == EventType.TICKET_MESSAGE || type == EventType.CHAT_MESSAGE) {
            event.actor(any(Actor.values())).visibility(any(Visibility.values()));
        }
        if (type == EventType.SURVEY_ANSWERED || type == EventType.SURVEY_REQUESTED) {
            event.surveyKind(any(SurveyKind.values()))
                    .score((double) random.nextInt(5))
                    .scale(5.0);
        }
        return event.build();
    }

    private void common(EventBuilder event, EventType type) {
        event.caseId(type.ofCase() ? word() : null)
                .caseSource(type.ofCase() ? maybe() : null)
                .seq(random.nextBoolean() ? random.nextLong(Long.MAX_VALUE) : null)
                .queue(word())
                .channel(maybe())
                .priority(maybe())
                .tier(maybe())
                .brand(maybe())
                .category(maybe())
                .language(maybe())
                .region(maybe())
                .agentId(maybe())
                .agentSource(maybe())
                .customerId(maybe())
                .backfill(random.nextBoolean())
                .intoCaseId(word())
                .status(any(Status.values()));
        String nativeStatus = maybe();
        event.nativeStatus(nativeStatus);
        Map<String, String> shop = random.nextBoolean() ? Map.of("shop", word(), "平台", word()) : Map.of();
        event.extra(nativeStatus == null ? shop : with(shop, nativeStatus));
    }

    private void others(EventBuilder event) {
        event.actor(random.nextBoolean() ? any(Actor.values()) : null)
                .visibility(random.nextBoolean() ? any(Visibility.values()) : null)
                .automated(random.nextBoolean())
                .messageId(maybe())
                .text(maybe())
                .sentiment(random.nextBoolean() ? random.nextDouble() * 2 - 1 : null)
                .dueAt(random.nextBoolean() ? random.nextLong(EventTime.END) : null)
                .firstReplyDueAt(random.nextBoolean() ? random.nextLong(EventTime.END) : null)
                .reason(maybe())
                .queues(
                        random.nextBoolean()
                                ? Stream.generate(this::word)
                                        .limit(random.nextInt(4))
                                        .toList()
                                : null)
                .slots(random.nextBoolean() ? random.nextInt(10) : null)
                .amount(random.nextBoolean() ? random.nextInt(100_000) / 100.0 : null)
                .by(random.nextBoolean() ? "PLATFORM" : null);
    }

    private static Map<String, String> with(Map<String, String> map, String nativeStatus) {
        Map<String, String> more = new HashMap<>(map);
        more.put("native_status", nativeStatus);
        return more;
    }

    private String maybe() {
        return random.nextBoolean() ? word() : null;
    }

    private String word() {
        return any(WORDS);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
