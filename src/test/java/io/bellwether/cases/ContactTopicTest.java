package io.bellwether.cases;

import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.START;
import static io.bellwether.cases.Histories.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.PresentContact;
import io.bellwether.queue.PresentContactJson;
import io.bellwether.sla.RunningClock;
import io.bellwether.sla.RunningClockJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What the topic of contacts holds, against what each case by itself, in order, adds up to in the numbers of queues and agents. */
class ContactTopicTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long END = START + 35 * MINUTE;

    private static RowRun<CaseContacts> run(Map<String, byte[]> topic, OperatorSubtaskState state) throws Exception {
        return new RowRun<>(topic, state, CaseOperator.CONTACTS, new ContactForm());
    }

    @Test
    void holdsWhatTheNumbersAddUpToInWhateverOrderEventsCome() throws Exception {
        int contacts = 0;
        for (int seed = 0; seed < 12; seed++) {
            List<List<ServiceEvent>> cases = RowRun.cases(seed, END);
            Map<String, byte[]> topic = new TreeMap<>();
            try (RowRun<CaseContacts> run = run(topic, null)) {
                for (RowRun.Arrival arrival : RowRun.delivered(cases, new Random(seed))) {
                    run.arrive(arrival.event());
                    run.advance(Math.min(END, arrival.at() - MINUTE));
                }
                run.advance(END);
            }
            assertHolds(topic, cases, "seed " + seed);
            contacts += topic.size();
        }
        assertThat(contacts).isGreaterThan(100);
    }

    /** Killed at a moment, what was read since its checkpoint comes again, with other delays. */
    @Test
    void holdsTheSameAfterARestart() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            List<List<ServiceEvent>> cases = RowRun.cases(seed, END);
            List<RowRun.Arrival> arrivals = RowRun.delivered(cases, new Random(seed));
            Map<String, byte[]> topic = new TreeMap<>();
            int saved = arrivals.size() / 3;
            long watermark = arrivals.get(saved - 1).at() - MINUTE;
            OperatorSubtaskState state = null;
            try (RowRun<CaseContacts> run = run(topic, null)) {
                for (int i = 0; i < arrivals.size() * 2 / 3; i++) {
                    if (i == saved) {
                        state = run.harness.snapshot(1, 1);
                    }
                    run.arrive(arrivals.get(i).event());
                    run.advance(Math.min(END, arrivals.get(i).at() - MINUTE));
                }
            }
            Random random = new Random(-seed);
            List<RowRun.Arrival> again = new ArrayList<>();
            for (RowRun.Arrival arrival : arrivals.subList(saved, arrivals.size())) {
                again.add(new RowRun.Arrival(arrival.event(), arrival.at() + random.nextInt((int) (5 * MINUTE))));
            }
            again.sort(Comparator.comparingLong(RowRun.Arrival::at));
            try (RowRun<CaseContacts> run = run(topic, state)) {
                for (RowRun.Arrival arrival : again) {
                    run.arrive(arrival.event());
                    run.advance(Math.max(watermark, Math.min(END, arrival.at() - 6 * MINUTE)));
                }
                run.advance(END);
            }
            assertHolds(topic, cases, "seed " + seed);
        }
    }

    /** A story of one chat, of which each step is seen in the topic. */
    @Test
    void followsAContactFromTheLineToItsEnd() throws Exception {
        Map<String, byte[]> topic = new TreeMap<>();
        try (RowRun<CaseContacts> run = run(topic, null)) {
            run.arrive(event(EventType.CHAT_STARTED, "e0", 0).build());
            run.advance(START);
            assertThat(topic).as("nobody was asked for").isEmpty();
            run.arrive(event(EventType.CHAT_QUEUED, "e1", 1)
                    .queue("vip")
                    .tier("gold")
                    .build());
            run.advance(START + MINUTE);
            assertThat(value(topic, "contact")).isEqualTo("""
                    {"specversion":"1","source":"test","case_id":"c-1","state":"waiting","queue":"vip","channel":"","tier":"gold","priority":"",\
                    "agent_source":"","agent":"","since":%d,"held_since":0,"case_since":%d,"threshold_ms":20000}""".formatted(START + MINUTE, START));
            run.arrive(event(EventType.CHAT_ASSIGNED, "e2", 2).agentId("ann").build());
            run.arrive(event(EventType.CHAT_HELD, "e3", 3).build());
            run.advance(START + 3 * MINUTE);
            assertThat(value(topic, "contact"))
                    .contains("\"state\":\"with_agent\"", "\"agent_source\":\"test\",\"agent\":\"ann\"")
                    .contains("\"since\":" + (START + 2 * MINUTE) + ",\"held_since\":" + (START + 3 * MINUTE));
            run.arrive(
                    event(EventType.CHAT_TRANSFERRED, "e4", 4).queue("returns").build());
            run.advance(START + 4 * MINUTE);
            assertThat(value(topic, "contact"))
                    .contains("\"state\":\"waiting\",\"queue\":\"returns\"", "\"since\":" + (START + 4 * MINUTE));
            run.arrive(event(EventType.CHAT_CALLBACK_REQUESTED, "e5", 5).build());
            run.advance(START + 5 * MINUTE);
            assertThat(topic.keySet()).containsExactly("test|c-1|callback");
            assertThat(value(topic, "callback")).contains("\"state\":\"callback\"", "\"threshold_ms\":0");
            run.arrive(event(EventType.CHAT_CALLBACK_SCHEDULED, "e6", 6).build());
            run.advance(START + 6 * MINUTE);
            assertThat(value(topic, "callback"))
                    .contains("\"state\":\"callback_scheduled\"", "\"since\":" + (START + 5 * MINUTE));
            run.arrive(event(EventType.CHAT_CALLBACK_COMPLETED, "e7", 7).build());
            run.advance(START + 7 * MINUTE);
            assertThat(topic).isEmpty();
        }
    }

    private static String value(Map<String, byte[]> topic, String what) {
        return new String(topic.get("test|c-1|" + what), StandardCharsets.UTF_8);
    }

    /** A late end takes back what was said; messages and tickets write nothing, and a case that is forgotten is over. */
    @Test
    void writesWhatChangedAndNothingElse() throws Exception {
        Map<String, byte[]> topic = new TreeMap<>(Map.of("test|gone|contact", new byte[] {'x'}));
        try (RowRun<CaseContacts> run = run(topic, null)) {
            run.advance(START - 1);
            assertThat(topic).isEmpty();
            run.written = 0;
            run.arrive(event(EventType.TICKET_CREATED, "t", 0).caseId("t-1").build());
            run.arrive(event(EventType.CHAT_QUEUED, "e0", 0).queue("vip").build());
            for (int i = 1; i < 20; i++) {
                run.arrive(event(EventType.CHAT_MESSAGE, "e" + i, 1).build());
            }
            run.advance(START + 2 * MINUTE);
            run.advance(START + 12 * MINUTE);
            assertThat(run.written).isEqualTo(1);
            run.arrive(event(EventType.CHAT_ABANDONED, "late", 3).build());
            run.advance(START + 13 * MINUTE);
            assertThat(topic).isEmpty();
            run.arrive(event(EventType.CHAT_QUEUED, "again", 14).queue("vip").build());
            run.advance(START + 15 * MINUTE);
            assertThat(topic).hasSize(1);
            run.advance(START + 24 * 60 * MINUTE);
            assertThat(topic).as("nobody waits for ever").isEmpty();
        }
    }

    @Test
    void doesNotSayWhoHasAContactWhereNobodyIsToKnow() {
        PresentContact contact = new PresentContact(
                new SourceId("a|b", "c"),
                PresentContact.State.WITH_AGENT,
                "vip",
                "",
                "",
                "",
                new SourceId("desk", "ann"),
                1,
                0,
                1,
                0);
        assertThat(new String(PresentContactJson.write(contact.withoutAgent()), StandardCharsets.UTF_8))
                .contains("\"agent_source\":\"\",\"agent\":\"\"")
                .doesNotContain("\"ann\"");
        RunningClock clock = new RunningClock(
                "a", "c", "resolution", 1, "vip", "", "ann", "", "", RunningClock.State.RUNNING, 0, "", 1, 1, 0, 1, 2);
        assertThat(new String(RunningClockJson.write(clock.withoutAgent()), StandardCharsets.UTF_8))
                .contains("\"vip\"")
                .doesNotContain("\"ann\"");
        assertThat(PresentContactJson.key(contact)).isEqualTo("a%7Cb|c|contact");
        assertThat(PresentContactJson.caseKeyOf("a%7Cb|c|contact"))
                .isEqualTo(contact.caseId().joined());
        assertThat(PresentContactJson.caseKeyOf("nothing")).isEmpty();
    }

    private static void assertHolds(Map<String, byte[]> topic, List<List<ServiceEvent>> cases, String as)
            throws IOException {
        Set<String> expected = new TreeSet<>();
        for (List<ServiceEvent> events : cases) {
            if (!events.isEmpty()) {
                addedUp(events, expected);
            }
        }
        Set<String> held = new TreeSet<>();
        for (byte[] record : topic.values()) {
            JsonNode row = JSON.readTree(record);
            String agent = row.path("agent").asText();
            String state = row.path("state").asText().replace("_scheduled", "");
            boolean nobody = state.equals("with_agent") && agent.isEmpty();
            held.add(row.path("case_id").asText()
                    + ' '
                    + state
                    + ' '
                    + agent
                    + (nobody ? "" : " since " + row.path("since").asLong()));
        }
        assertThat(held).as(as).isEqualTo(expected);
    }

    /** What is so by the sums of what was observed of a case: levels by since when, and who was told to have it. */
    private static void addedUp(List<ServiceEvent> events, Set<String> to) {
        String caseId = events.get(0).caseId();
        CaseRun run = CaseRun.of(caseId).inOrder(events);
        Map<String, Long> sums = new TreeMap<>();
        for (Observation one : run.observations) {
            String state = state(one.measure());
            if (state != null) {
                String since = state.equals("with_agent") ? "" : " since " + one.since();
                sums.merge(caseId + ' ' + state + ' ' + since, one.value() * one.weight(), Long::sum);
            }
        }
        Map<SourceId, Long> has = new TreeMap<>();
        Map<SourceId, Long> since = new TreeMap<>();
        for (OnContact change : run.onContact) {
            if (change.step() != OnContact.Step.WRAPPED_UP) {
                has.merge(change.agent(), (long) change.delta(), Long::sum);
                since.merge(change.agent(), change.time(), change.delta() > 0 ? (a, b) -> b : (a, b) -> a);
            }
        }
        has.forEach((agent, n) -> {
            if (n > 0) {
                sums.remove(caseId + " with_agent ");
                sums.put(caseId + " with_agent " + agent.id() + " since " + since.get(agent), n);
            }
        });
        sums.forEach((row, n) -> {
            if (n > 0) {
                to.add(row);
            }
        });
    }

    private static String state(Measure measure) {
        return switch (measure) {
            case QUEUE_WAITING -> "waiting";
            case QUEUE_IN_SERVICE -> "with_agent";
            case QUEUE_CALLBACKS_OPEN -> "callback";
            default -> null;
        };
    }
}
