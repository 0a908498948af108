package io.bellwether.platform;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.state.GoldenSamples;
import java.util.List;
import java.util.TreeSet;

/** Values of this package whose bytes are golden. */
public final class GoldenPlatform implements GoldenSamples {

    private static final String RULES = """
            platform: golden
            match: {channel: [golden]}
            sources: {a: b}
            versions:
              - version: v
                valid_from: 2020-01-01
                warn_at: [60s]
                indicators:
                  - {id: rounds, source: a, unit: round, figure: within, within: 180s}
                  - {id: messages, source: a, unit: message, figure: within, within: 180s}
                  - {id: sessions, source: a, unit: session, figure: mean_within, within: 180s}
                  - {id: rating, source: a, unit: rating, figure: satisfied}
            """;

    @Override
    public List<Sample<?>> all() {
        Outcome outcome =
                new Outcome("taobao", "cn.round", "aurora", "u-1", 20_514, 1_772_442_000_000L, 1_000, 1, 1_000, -1);
        ConsumerDays consumer = new ConsumerDays();
        consumer.take(outcome);
        DayCounts days = new DayCounts();
        days.add(outcome, 30, new LocalDays(PlatformDay.SHANGHAI), (measure, time, delta) -> {});
        return List.of(
                new Sample<>(OutcomeCodec.INSTANCE, "risk", outcome),
                new Sample<>(ConsumerDaysCodec.INSTANCE, "one", consumer),
                new Sample<>(DayCountsCodec.INSTANCE, "one", days),
                new Sample<>(ConsultationTimelineCodec.INSTANCE, "waiting", waiting()));
    }

    private static ConsultationTimeline waiting() {
        PlatformDay day = new PlatformDay(PlatformDay.parsed("golden", RULES), "golden")
                .says("c", EventType.CHAT_QUEUED, "09:59:00")
                .taken("c", "09:59:10", "ann")
                .customer("c", "10:00:00")
                .agent("c", "10:00:30")
                .customer("c", "10:01:00");
        day.and(day.event("c", EventType.SURVEY_ANSWERED, "10:01:10")
                .surveyKind(io.bellwether.event.SurveyKind.CSAT)
                .score(5.0));
        ConsultationTimeline chat = ConsultationTimeline.after(PlatformDay.at("09:30:00"));
        TreeSet<String> fields = new TreeSet<>(day.book().fields());
        for (ServiceEvent event : day.events()) {
            chat.seen().add(event, event.time(), 3_600_000);
            chat.take(event, fields, day.book(), day.listener("c"));
        }
        chat.tellUntil(PlatformDay.at("10:01:30"), fields, day.book(), day.listener("c"));
        chat.settleUntil(PlatformDay.at("10:00:10"), fields, day.book());
        return chat;
    }
}
