package io.bellwether.cases;

import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.RunningClock;
import io.bellwether.sla.RunningClockJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What the topic of clocks holds once Kafka has kept the newest of each key, against each case folded by itself in order. */
class ClockTopicTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RowRun<CaseClocks> run(Map<String, byte[]> topic, OperatorSubtaskState state) throws Exception {
        return new RowRun<>(topic, state, CaseOperator.CLOCKS, new ClockForm());
    }

    @Test
    void holdsWhatASecondComputationSaysInWhateverOrderEventsCome() throws Exception {
        int clocks = 0;
        for (int seed = 0; seed < 12; seed++) {
            long end = START + 35 * MINUTE;
            List<List<ServiceEvent>> cases = RowRun.cases(seed, end);
            Map<String, byte[]> topic = new TreeMap<>();
            try (RowRun<CaseClocks> run = run(topic, null)) {
                for (RowRun.Arrival arrival : RowRun.delivered(cases, new Random(seed))) {
                    run.arrive(arrival.event());
                    run.advance(Math.min(end, arrival.at() - MINUTE));
                }
                run.advance(end);
            }
            assertHolds(topic, cases, end, "seed " + seed);
            clocks += topic.size();
        }
        assertThat(clocks).isGreaterThan(300);
    }

    /** Killed at a moment, what was read since its checkpoint comes again, in another order among cases and with other delays. */
    @Test
    void holdsTheSameAfterARestart() throws Exception {
        for (int seed = 0; seed < 12; seed++) {
            long end = START + 35 * MINUTE;
            List<List<ServiceEvent>> cases = RowRun.cases(seed, end);
            List<RowRun.Arrival> arrivals = RowRun.delivered(cases, new Random(seed));
            Map<String, byte[]> topic = new TreeMap<>();
            int saved = arrivals.size() / 3;
            OperatorSubtaskState state = null;
            long watermark = Long.MIN_VALUE;
            try (RowRun<CaseClocks> run = run(topic, null)) {
                for (int i = 0; i < arrivals.size() * 2 / 3; i++) {
                    if (i == saved) {
                        state = run.harness.snapshot(1, 1);
                        watermark = arrivals.get(i - 1).at() - MINUTE;
                    }
                    run.arrive(arrivals.get(i).event());
                    run.advance(Math.min(end, arrivals.get(i).at() - MINUTE));
                }
            }
            Random random = new Random(-seed);
            List<RowRun.Arrival> again = new ArrayList<>();
            for (RowRun.Arrival arrival : arrivals.subList(saved, arrivals.size())) {
                again.add(new RowRun.Arrival(arrival.event(), arrival.at() + random.nextInt((int) (5 * MINUTE))));
            }
            again.sort(Comparator.comparingLong(RowRun.Arrival::at));
            try (RowRun<CaseClocks> run = run(topic, state)) {
                for (RowRun.Arrival arrival : again) {
                    run.arrive(arrival.event());
                    run.advance(Math.max(watermark, Math.min(end, arrival.at() - 6 * MINUTE)));
                }
                run.advance(end);
            }
            assertHolds(topic, cases, end, "seed " + seed);
        }
    }

    /** What was said of a late event's absence is void where it comes in time after a crash. */
    @Test
    void endsWhatComesOutOtherwiseAfterARestart() throws Exception {
        ServiceEvent created =
                Histories.event(EventType.TICKET_CREATED, "e0", 0).build();
        ServiceEvent reply = Histories.event(EventType.TICKET_MESSAGE, "e1", 1)
                .actor(Actor.AGENT)
                .build();
        ServiceEvent closed = Histories.event(EventType.TICKET_STATUS_CHANGED, "e2", 5)
                .status(Status.CLOSED)
                .build();
        ServiceEvent question = Histories.event(EventType.TICKET_MESSAGE, "e3", 10)
                .actor(Actor.CUSTOMER)
                .build();
        Map<String, byte[]> topic = new TreeMap<>();
        OperatorSubtaskState state;
        try (RowRun<CaseClocks> run = run(topic, null)) {
            run.arrive(created);
            run.arrive(reply);
            run.advance(START + 2 * MINUTE);
            state = run.harness.snapshot(1, 1);
            run.arrive(question);
            run.advance(START + 11 * MINUTE);
            assertThat(topic).containsKey("test|c-1|next_reply|1");
        }
        try (RowRun<CaseClocks> run = run(topic, state)) {
            run.arrive(closed);
            run.arrive(question);
            run.advance(START + 11 * MINUTE);
            assertThat(topic).isEmpty();
        }
    }

    @Test
    void aStartWithoutStateEndsWhatItDoesNotKnow() throws Exception {
        Map<String, byte[]> topic = new TreeMap<>(Map.of("test|gone|first_reply|1", new byte[] {'x'}));
        try (RowRun<CaseClocks> run = run(topic, null)) {
            run.arrive(Histories.event(EventType.TICKET_CREATED, "e", 0).build());
            run.advance(START);
        }
        assertThat(topic.keySet()).containsExactly("test|c-1|first_reply|1", "test|c-1|resolution|1");
    }

    /** Many events between two movements of time make one record of each clock, and one that changes nothing makes none. */
    @Test
    void writesWhatChangedAndNothingElse() throws Exception {
        Map<String, byte[]> topic = new TreeMap<>();
        try (RowRun<CaseClocks> run = run(topic, null)) {
            run.advance(START - 1);
            run.arrive(Histories.event(EventType.TICKET_CREATED, "e0", 0).build());
            for (int i = 1; i < 20; i++) {
                run.arrive(Histories.event(EventType.TICKET_UPDATED, "e" + i, 0)
                        .priority(i % 2 == 0 ? "urgent" : "low")
                        .build());
            }
            run.advance(START);
            assertThat(run.written).isEqualTo(2);
            run.advance(START + MINUTE);
            run.arrive(Histories.event(EventType.SURVEY_REQUESTED, "s", 2)
                    .surveyKind(SurveyKind.CSAT)
                    .build());
            run.advance(START + 2 * MINUTE);
            assertThat(run.written).isEqualTo(2);
            run.advance(START + 13 * MINUTE);
            assertThat(new String(topic.get("test|c-1|first_reply|1"), StandardCharsets.UTF_8))
                    .contains("\"state\":\"overdue\"");
        }
    }

    @Test
    void keysOfTwoCasesAreNeverTheSame() {
        assertThat(RunningClockJson.caseKey("a|b", "c")).isNotEqualTo(RunningClockJson.caseKey("a", "b|c"));
        assertThat(RunningClockJson.caseKeyOf("a%7Cb|c|d|first_reply|2")).isEqualTo("a%7Cb|c|d");
        assertThat(RunningClockJson.caseKeyOf("nothing")).isEmpty();
    }

    private static void assertHolds(Map<String, byte[]> topic, List<List<ServiceEvent>> cases, long end, String as)
            throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (List<ServiceEvent> events : cases) {
            if (!events.isEmpty()) {
                naive(events, end, expected);
            }
        }
        Map<String, String> held = new TreeMap<>();
        for (Map.Entry<String, byte[]> record : topic.entrySet()) {
            held.put(record.getKey(), shown(JSON.readTree(record.getValue()), end));
        }
        assertThat(held).as(as).isEqualTo(expected);
    }

    private static void naive(List<ServiceEvent> events, long end, Map<String, String> to) {
        SourceId caseId = new SourceId("test", events.get(0).caseId());
        List<CaseStory.Arrival> inOrder = events.stream()
                .map(event -> new CaseStory.Arrival(event, event.time() - 1))
                .toList();
        List<CaseStory.Step> steps =
                CaseStory.of(caseId, CaseHarness.SETTINGS, CaseRun.book(CaseRun.POLICIES), inOrder, end);
        CaseStory.Step last = steps.get(steps.size() - 1);
        for (ClockView clock : last.clocks()) {
            boolean open = clock.state().equals("RUNNING") || clock.state().equals("PAUSED");
            if (open && clock.verdict() != ClockView.Verdict.TIMED) {
                long since = clock.state().equals("RUNNING") ? end - last.asOf() : 0;
                to.put(
                        "test|" + caseId.id() + '|' + clock.clock() + '|' + clock.instance(),
                        clock.state() + (clock.verdict() == ClockView.Verdict.BREACHED ? " overdue" : "") + " from "
                                + clock.start() + " by " + clock.policy() + ' ' + clock.rule() + ' '
                                + (clock.consumedMillis() + since) + " of " + clock.targetMillis() + " until "
                                + clock.deadline());
            }
        }
    }

    /** All the time counts in these policies. */
    private static String shown(JsonNode clock, long end) {
        String state = clock.path("state").asText();
        boolean paused = state.equals(RunningClock.State.PAUSED.wireName());
        long consumed = clock.path("consumed_ms").asLong()
                + (paused ? 0 : end - clock.path("since").asLong());
        return (paused ? "PAUSED" : "RUNNING") + (state.equals("overdue") ? " overdue" : "") + " from "
                + clock.path("start").asLong() + " by " + clock.path("policy").asText() + ' '
                + clock.path("rule").asText() + ' ' + consumed + " of "
                + clock.path("target_ms").asLong() + " until "
                + clock.path("deadline").asLong();
    }
}
