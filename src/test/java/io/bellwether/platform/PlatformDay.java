package io.bellwether.platform;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Signal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Chats of a platform, told event by event, and what its indicators come to. Times are local, of 2026-03-02 unless dated. */
final class PlatformDay {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** What an indicator of a day comes to: units, and the sum of their values in thousandths. */
    record Sum(long numerator, long denominator) {

        private Sum plus(Outcome outcome) {
            return new Sum(numerator + outcome.numerator(), denominator + outcome.denominator());
        }
    }

    private final PlatformBook book;
    private final String channel;
    private final List<ServiceEvent> events = new ArrayList<>();
    private int ids;
    final List<String> signals = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();

    /** By the rules that come with Bellwether. */
    static PlatformDay of(String platform) {
        return of(platform, platform);
    }

    static PlatformDay of(String platform, String channel) {
        return new PlatformDay(shipped(platform), channel);
    }

    PlatformDay(Platform platform, String channel) {
        this.book = new PlatformBook(List.of(platform));
        this.channel = channel;
    }

    static Platform shipped(String name) {
        return PlatformFolder.read(Path.of("alert-rules")).platforms().get(name);
    }

    static Platform parsed(String name, String yaml) {
        try {
            return PlatformParser.parse(name + ".yaml", name, yaml);
        } catch (PlatformException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code 10:10:15}, with the date in front where it is another, as in {@code 2026-03-03T00:10:00}. */
    static long at(String time) {
        String whole = time.contains("T") ? time : "2026-03-02T" + time;
        return LocalDateTime.parse(whole).atZone(SHANGHAI).toInstant().toEpochMilli();
    }

    EventBuilder event(String chat, EventType type, String time) {
        return ServiceEvent.of(type, "e" + ids++, at(time), "shop")
                .caseId(chat)
                .channel(channel)
                .brand("aurora")
                .customerId("u-" + chat);
    }

    PlatformDay and(EventBuilder event) {
        events.add(event.build());
        return this;
    }

    PlatformDay says(String chat, EventType type, String time) {
        return and(event(chat, type, time));
    }

    PlatformDay customer(String chat, String time) {
        return and(event(chat, EventType.CHAT_MESSAGE, time).actor(Actor.CUSTOMER));
    }

    PlatformDay agent(String chat, String time) {
        return and(event(chat, EventType.CHAT_MESSAGE, time).actor(Actor.AGENT).agentId("ann"));
    }

    PlatformDay bot(String chat, String time, String assist) {
        return and(event(chat, EventType.CHAT_MESSAGE, time)
                .actor(Actor.BOT)
                .automated(assist.equals("FULL_AUTO"))
                .with(EventField.ASSIST, assist));
    }

    PlatformDay taken(String chat, String time, String agent) {
        return and(event(chat, EventType.CHAT_ASSIGNED, time).agentId(agent));
    }

    PlatformBook book() {
        return book;
    }

    List<ServiceEvent> events() {
        return events;
    }

    /** Tells all chats up to a time, in the order of events. */
    PlatformDay until(String time) {
        Map<String, ConsultationTimeline> chats = new TreeMap<>();
        events.sort(ServiceEvent.FOLD_ORDER);
        for (ServiceEvent event : events) {
            ConsultationTimeline chat = chats.computeIfAbsent(event.caseId(), id -> new ConsultationTimeline());
            chat.take(event, new TreeSet<>(book.fields()), book, listener(event.caseId()));
        }
        chats.forEach((id, chat) -> chat.tellUntil(at(time), new TreeSet<>(book.fields()), book, listener(id)));
        return this;
    }

    TalkListener listener(String chat) {
        return new TalkListener() {
            @Override
            public void outcome(Outcome outcome) {
                outcomes.add(outcome);
            }

            @Override
            public void signal(
                    Signal.Kind kind, String platform, int round, int level, long time, long since, long target) {
                signals.add(chat + " " + round + " " + kind.wireName() + " " + level + " after "
                        + (time - since) / 1_000 + " of " + target / 1_000);
            }
        };
    }

    /** The sums by indicator, of the day of 2026-03-02; consumers' days made of rounds. */
    Map<String, Sum> sums() {
        return sums("2026-03-02T12:00:00");
    }

    Map<String, Sum> sums(String ofDay) {
        Map<String, ConsumerDays> consumers = new HashMap<>();
        Map<String, Sum> sums = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            Outcome counted = outcome.consumer().isEmpty()
                    ? outcome
                    : consumers
                            .computeIfAbsent(outcome.consumerKey(), key -> new ConsumerDays())
                            .take(outcome);
            boolean then = outcome.day() == book.platforms().get(0).days().day(at(ofDay));
            if (counted != null && then && (counted.denominator() != 0 || counted.numerator() != 0)) {
                sums.merge(counted.indicator(), new Sum(0, 0).plus(counted), (sum, more) -> sum.plus(counted));
            }
        }
        return sums;
    }

    /** {@code successes/units}, or {@code seconds/units} of a mean; {@code -} where there is none. */
    String figure(String indicator) {
        Sum sum = sums().get(indicator);
        return sum == null ? "-" : sum.numerator() / 1_000 + "/" + sum.denominator();
    }

    /** How many units are at risk of an indicator at the end of what was told. */
    long atRisk(String indicator) {
        return outcomes.stream()
                .filter(outcome -> outcome.indicator().equals(indicator))
                .mapToLong(Outcome::atRisk)
                .sum();
    }
}
