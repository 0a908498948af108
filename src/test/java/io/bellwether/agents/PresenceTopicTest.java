package io.bellwether.agents;

import static io.bellwether.agents.AgentOperatorTest.harness;
import static io.bellwether.agents.AgentOperatorTest.off;
import static io.bellwether.agents.AgentOperatorTest.on;
import static io.bellwether.agents.AgentOperatorTest.state;
import static io.bellwether.agents.AgentOperatorTest.take;
import static io.bellwether.agents.AgentOperatorTest.watermark;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.agents.AgentLevelsTest.Delivery;
import io.bellwether.event.AgentState;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.queue.OnContact;
import io.bellwether.topic.RowTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the topic of agents holds, in whatever order things are told, against what the levels of agents add up to. */
class PresenceTopicTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long END = 40_000;
    private static final List<String> AGENTS = List.of("ann", "bob", "cid");

    /** A run of the fold of agents, with the topic behind it. */
    private static final class Run implements AutoCloseable {

        final KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation> harness;
        private final Map<String, byte[]> topic;
        private final RowTable<AgentNow, PresentAgent> table = new RowTable<>(new PresenceForm());
        private boolean complete;
        int written;

        Run(Map<String, byte[]> topic, OperatorSubtaskState state) throws Exception {
            this.topic = topic;
            topic.forEach(table::found);
            harness = harness();
            if (state != null) {
                harness.initializeState(state);
            }
            harness.open();
        }

        void advance(long time) throws Exception {
            watermark(harness, time);
            var told = harness.getSideOutput(AgentOperator.PRESENCE);
            while (told != null && !told.isEmpty()) {
                table.take(told.remove().getValue()).forEach(this::write);
            }
            if (!complete) {
                complete = true;
                table.allTold().forEach(this::write);
            }
        }

        private void write(String key) {
            written++;
            byte[] value = table.value(key);
            if (value == null) {
                topic.remove(key);
            } else {
                topic.put(key, value);
            }
        }

        void play(List<Delivery> deliveries, long until) throws Exception {
            for (Delivery delivery : deliveries) {
                advance(Math.min(until, delivery.watermark()));
                take(harness, delivery.input());
            }
            // what came late is told when time moves
            advance(until + 1);
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    private static List<Object> shifts(Random random) {
        List<Object> inputs = new ArrayList<>();
        for (String name : AGENTS) {
            inputs.addAll(AgentLevelsTest.shift(name, random));
        }
        inputs.removeIf(input -> AgentLevelsTest.time(input) > END);
        return inputs;
    }

    @Test
    void holdsWhatTheLevelsAddUpToInWhateverOrderThingsAreTold() throws Exception {
        Map<String, Integer> states = new TreeMap<>();
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Object> inputs = shifts(random);
            List<Map<String, String>> held = new ArrayList<>();
            for (boolean late : new boolean[] {false, true}) {
                Map<String, byte[]> topic = new TreeMap<>();
                try (Run run = new Run(topic, null)) {
                    run.play(AgentLevelsTest.deliveries(inputs, late, random), END);
                    assertThat(shown(topic))
                            .as("seed %s, late %s", seed, late)
                            .isEqualTo(addedUp(run.harness.extractOutputValues()));
                }
                held.add(texts(topic));
            }
            assertThat(held.get(1)).as("seed %s", seed).isEqualTo(held.get(0));
            held.get(0)
                    .values()
                    .forEach(row -> states.merge(row.replaceAll(".*\"state\":\"([a-z]+)\".*", "$1"), 1, Integer::sum));
        }
        assertThat(states.keySet()).contains("available", "away", "offline");
    }

    private static Map<String, String> texts(Map<String, byte[]> topic) {
        Map<String, String> texts = new TreeMap<>();
        topic.forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
        return texts;
    }

    private static Set<String> shown(Map<String, byte[]> topic) throws IOException {
        Set<String> shown = new TreeSet<>();
        for (byte[] record : topic.values()) {
            JsonNode row = JSON.readTree(record);
            String agent = row.path("agent").asText();
            String state = row.path("state").asText();
            shown.add(agent + " SLOTS_TAKEN "
                    + (row.path("contacts").asLong() + row.path("wrap_ups").asLong()));
            boolean there = state.equals("available") || state.equals("away");
            shown.add(agent + " SLOTS " + (there ? row.path("slots").asLong() : 0));
            shown.add(agent
                    + ' '
                    + state.toUpperCase(Locale.ROOT)
                    + (state.equals("away") ? "" : " since " + row.path("since").asLong()));
            shown.add(agent + " ON_CONTACT since " + row.path("contacts_since").asLong());
            shown.add(agent + " IDLE since " + row.path("idle_since").asLong());
        }
        return shown;
    }

    /** The same by the sums of what was told of each agent's levels, by since when. */
    private static Set<String> addedUp(List<Observation> said) {
        Set<String> sums = new TreeSet<>();
        for (String agent : AGENTS) {
            Map<Measure, Map<Long, Long>> levels = new TreeMap<>();
            for (Observation one : said) {
                if (one.series().equals(Series.ofAgent(agent)) && one.measure().kind() == Measure.Kind.LEVEL) {
                    levels.computeIfAbsent(one.measure(), of -> new TreeMap<>())
                            .merge(one.since(), one.value() * one.weight(), Long::sum);
                }
            }
            levels.values().forEach(bySince -> bySince.values().removeIf(n -> n == 0));
            levels.values().removeIf(Map::isEmpty);
            if (levels.isEmpty()) {
                continue;
            }
            String state = levels.containsKey(Measure.AGENTS_AVAILABLE)
                    ? "AVAILABLE since " + since(levels, Measure.AGENTS_AVAILABLE)
                    : levels.containsKey(Measure.AGENTS_AWAY)
                            ? "AWAY"
                            : levels.containsKey(Measure.AGENTS_LOST)
                                    ? "LOST since " + since(levels, Measure.AGENTS_LOST)
                                    : "OFFLINE since 0";
            sums.add(agent + ' ' + state);
            sums.add(agent + " SLOTS_TAKEN " + count(levels, Measure.AGENTS_SLOTS_TAKEN));
            sums.add(agent + " SLOTS " + count(levels, Measure.AGENTS_SLOTS));
            sums.add(agent + " ON_CONTACT since " + since(levels, Measure.AGENTS_ON_CONTACT));
            sums.add(agent + " IDLE since " + since(levels, Measure.AGENTS_IDLE));
        }
        return sums;
    }

    private static long since(Map<Measure, Map<Long, Long>> levels, Measure measure) {
        Map<Long, Long> of = levels.get(measure);
        return of == null ? 0 : of.keySet().iterator().next();
    }

    private static long count(Map<Measure, Map<Long, Long>> levels, Measure measure) {
        return levels.getOrDefault(measure, Map.of()).values().stream()
                .mapToLong(n -> n)
                .sum();
    }

    @Test
    void aStartComparesWhatItFinds() throws Exception {
        Random random = new Random(7);
        List<Delivery> deliveries = AgentLevelsTest.deliveries(shifts(random), false, random);
        Map<String, byte[]> whole = new TreeMap<>();
        try (Run run = new Run(whole, null)) {
            run.play(deliveries, END);
        }
        Map<String, byte[]> topic = new TreeMap<>(Map.of("test|gone", new byte[] {'x'}));
        int half = deliveries.size() / 2;
        OperatorSubtaskState state;
        try (Run run = new Run(topic, null)) {
            run.play(deliveries.subList(0, half), deliveries.get(half - 1).watermark());
            assertThat(topic).doesNotContainKey("test|gone");
            state = run.harness.snapshot(1, 1);
        }
        topic.put("test|gone", new byte[] {'x'});
        try (Run run = new Run(topic, state)) {
            run.advance(deliveries.get(half - 1).watermark());
            assertThat(run.written)
                    .as("what is said already is not written again")
                    .isEqualTo(1);
            run.play(deliveries.subList(half, deliveries.size()), END);
        }
        assertThat(texts(topic)).isEqualTo(texts(whole));
    }

    /** Heartbeats write nothing; who is offline is there for as long as they have something. */
    @Test
    void followsAnAgentFromTheirFirstContactToTheirLast() throws Exception {
        Map<String, byte[]> topic = new TreeMap<>();
        try (Run run = new Run(topic, null)) {
            take(run.harness, on(1_000, "c1"));
            run.advance(1_000);
            assertThat(row(topic)).isEqualTo("""
                    {"specversion":"1","source":"test","agent":"a1","state":"offline","reason":"","queues":[],"since":0,"slots":0,"contacts":1,\
                    "contacts_since":1000,"wrap_ups":0,"wrap_up_since":0,"idle_since":0}""");
            take(run.harness, state(2_000, AgentState.AVAILABLE, 3));
            run.advance(2_000);
            assertThat(row(topic)).contains("\"state\":\"available\"", "\"since\":2000,\"slots\":3,\"contacts\":1");
            take(run.harness, off(3_000, "c1"));
            run.advance(3_000);
            assertThat(row(topic)).contains("\"contacts\":0,\"contacts_since\":0", "\"idle_since\":3000");
            run.written = 0;
            take(run.harness, state(4_000, AgentState.AVAILABLE, 3), state(5_000, AgentState.AVAILABLE, 3));
            run.advance(5_000);
            assertThat(run.written).isZero();
            ServiceEvent away = state(6_000, AgentState.AWAY, 3).toBuilder()
                    .reason("lunch")
                    .queues(List.of("vip", "returns"))
                    .build();
            take(run.harness, away, on(7_000, "c2"));
            run.advance(7_000);
            assertThat(row(topic))
                    .contains("\"away\",\"reason\":\"lunch\",\"queues\":[\"returns\",\"vip\"],\"since\":6000")
                    .contains("\"contacts\":1,\"contacts_since\":7000");
            take(run.harness, state(6_500, AgentState.AVAILABLE, 3));
            run.advance(8_000);
            assertThat(row(topic)).as("what comes late corrects").contains("\"available\"", "\"since\":6500");
            run.advance(30_000);
            assertThat(row(topic)).contains("\"lost\"", "\"since\":26500", "\"contacts\":0");
            take(run.harness, state(31_000, AgentState.OFFLINE, 3));
            run.advance(31_000);
            assertThat(topic).isEmpty();
            take(run.harness, on(32_000, "c3"));
            run.advance(32_000);
            assertThat(row(topic)).contains("\"offline\"", "\"contacts\":1");
        }
    }

    private static String row(Map<String, byte[]> topic) {
        return new String(topic.get("test|a1"), StandardCharsets.UTF_8);
    }
}
