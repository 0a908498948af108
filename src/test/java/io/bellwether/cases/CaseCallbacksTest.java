package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseCallbacksTest {

    private static final List<Measure> TOLD = List.of(
            Measure.QUEUE_CALLBACKS_REQUESTED,
            Measure.QUEUE_CALLBACKS_SCHEDULED,
            Measure.QUEUE_CALLBACKS_COMPLETED,
            Measure.QUEUE_CALLBACKS_FAILED,
            Measure.QUEUE_CALLBACKS_OPEN,
            Measure.QUEUE_CALLBACKS_PLANNED,
            Measure.QUEUE_CALLBACK,
            Measure.QUEUE_WAITING);

    private static final long END = 90;

    private static EventType type(String word) {
        return switch (word) {
            case "queued" -> EventType.CHAT_QUEUED;
            case "answered" -> EventType.CHAT_ASSIGNED;
            case "ended" -> EventType.CHAT_ENDED;
            case "deleted" -> EventType.TICKET_DELETED;
            default -> EventType.valueOf("CHAT_CALLBACK_" + word.toUpperCase(java.util.Locale.ROOT));
        };
    }

    private static List<ServiceEvent> events(String words) {
        List<ServiceEvent> events = new ArrayList<>();
        for (String word : words.split(" ")) {
            events.add(Histories.event(type(word), "e" + events.size(), events.size())
                    .queue("billing")
                    .build());
        }
        return events;
    }

    private static List<Long> told(CaseRun run) {
        return TOLD.stream().map(run::count).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // requested, scheduled, completed, failed; open, planned; left the queue for it; waiting
        "queued, 0, 0, 0, 0, 0, 0, 0, 1",
        "queued requested, 1, 0, 0, 0, 1, 0, 1, 0",
        "queued requested requested, 1, 0, 0, 0, 1, 0, 1, 0",
        "queued requested scheduled, 1, 1, 0, 0, 1, 1, 1, 0",
        "queued requested scheduled scheduled, 1, 2, 0, 0, 1, 1, 1, 0",
        "queued requested scheduled completed, 1, 1, 1, 0, 0, 0, 1, 0",
        "queued requested failed, 1, 0, 0, 1, 0, 0, 1, 0",
        "queued requested failed failed completed, 1, 0, 0, 1, 0, 0, 1, 0",
        "queued requested failed requested, 2, 0, 0, 1, 1, 0, 1, 0",
        "queued requested queued, 1, 0, 0, 0, 1, 0, 1, 1",
        "queued requested queued answered ended completed, 1, 0, 1, 0, 0, 0, 1, 0",
        "queued answered requested ended, 1, 0, 0, 0, 1, 0, 0, 0",
        "queued scheduled, 1, 1, 0, 0, 1, 1, 0, 1",
        "queued completed, 0, 0, 0, 0, 0, 0, 0, 1",
        "scheduled, 1, 1, 0, 0, 1, 1, 0, 0",
        "queued requested scheduled deleted, 1, 1, 0, 0, 0, 0, 1, 0",
        "queued deleted requested, 0, 0, 0, 0, 0, 0, 0, 0"
    })
    void isFollowedApartFromWaiting(
            String words,
            long requested,
            long scheduled,
            long completed,
            long failed,
            long open,
            long planned,
            long left,
            long waiting) {
        CaseRun run = new CaseRun().throughBytes().inOrder(events(words));
        assertThat(told(run)).containsExactly(requested, scheduled, completed, failed, open, planned, left, waiting);
    }

    @Test
    void isWaitedForAfterTheChatHasEnded() {
        long end = Histories.START + END * Histories.MINUTE;
        CaseRun open = new CaseRun().inOrder(events("queued requested ended")).advance(end);
        CaseRun done = new CaseRun()
                .inOrder(events("queued requested ended completed"))
                .advance(end);
        assertThat(open.engine.forgettable(open.state, end)).isFalse();
        assertThat(done.engine.forgettable(done.state, end)).isTrue();
    }

    @Test
    void everyRequestIsCompletedFailedOpenOrWentWithItsCase() {
        long requests = 0;
        for (int seed = 0; seed < 400; seed++) {
            for (boolean late : new boolean[] {false, true}) {
                Random random = new Random(seed);
                List<ServiceEvent> events = Histories.anything(random, "c-1");
                CaseRun run = CaseRun.of("c-1");
                if (late) {
                    CaseEnginePropertyTest.deliver(CaseEnginePropertyTest.withLateOnes(events, random, 3), run, random);
                } else {
                    run.inOrder(events);
                }
                run.advance(events.get(events.size() - 1).time() + 3 * CaseRun.LATENESS);
                long[] naive = naive(events);
                assertThat(told(run).subList(0, 6))
                        .as("seed %s, late: %s", seed, late)
                        .containsExactly(naive[0], naive[1], naive[2], naive[3], naive[4], naive[5]);
                assertThat(naive[0]).isEqualTo(naive[2] + naive[3] + naive[4] + naive[6]);
                requests += naive[0];
            }
        }
        assertThat(requests).isGreaterThan(200);
    }

    /** Requested, scheduled, completed, failed, open, planned, gone with the case. */
    private static long[] naive(List<ServiceEvent> events) {
        long[] told = new long[7];
        for (ServiceEvent event : events) {
            boolean asks = Stream.of(EventType.CHAT_CALLBACK_REQUESTED, EventType.CHAT_CALLBACK_SCHEDULED)
                    .anyMatch(event.type()::equals);
            if (asks && told[4] == 0) {
                told[0]++;
                told[4] = 1;
            }
            switch (event.type()) {
                case CHAT_CALLBACK_SCHEDULED -> {
                    told[1]++;
                    told[5] = 1;
                }
                case CHAT_CALLBACK_COMPLETED -> told[2] += told[4];
                case CHAT_CALLBACK_FAILED -> told[3] += told[4];
                case TICKET_MERGED, TICKET_DELETED -> told[6] += told[4];
                default -> {
                    continue;
                }
            }
            if (event.type() != EventType.CHAT_CALLBACK_SCHEDULED) {
                told[4] = 0;
                told[5] = 0;
            }
            if (event.type().name().startsWith("TICKET")) {
                break;
            }
        }
        return told;
    }
}
