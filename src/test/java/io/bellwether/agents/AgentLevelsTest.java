package io.bellwether.agents;

import static io.bellwether.agents.AgentOperatorTest.LATENESS;
import static io.bellwether.agents.AgentOperatorTest.REDELIVERY;
import static io.bellwether.agents.AgentOperatorTest.SETTINGS;
import static io.bellwether.agents.AgentOperatorTest.harness;
import static io.bellwether.agents.AgentOperatorTest.take;
import static io.bellwether.agents.AgentOperatorTest.watermark;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.AgentState;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.queue.OnContact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The levels of agents against a second implementation, which looks at every tenth of a second whether anything happens. */
class AgentLevelsTest {

    private static final long TICK = 100;
    private static final int TICKS = 500;
    private static final List<String> AGENTS = List.of("ann", "bob");
    private static final List<String> QUEUES = List.of("billing", "refunds", "vip");

    record Delivery(Object input, long watermark) {}

    static long time(Object input) {
        return input instanceof OnContact change ? change.time() : ((ServiceEvent) input).time();
    }

    private static SourceId agent(Object input) {
        return input instanceof OnContact change ? change.agent() : EventKeys.agentOf((ServiceEvent) input);
    }

    /** What one agent does; everything is over at the end. */
    static List<Object> shift(String name, Random random) {
        SourceId agent = new SourceId("test", name);
        List<Object> inputs = new ArrayList<>();
        List<SourceId> has = new ArrayList<>();
        List<SourceId> wrapsUp = new ArrayList<>();
        ServiceEvent last = null;
        int contacts = 0;
        for (long time = TICK;
                time < TICKS * TICK;
                time += TICK * (1 + random.nextInt(random.nextInt(8) == 0 ? 60 : 8))) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    boolean heartbeat = last != null && random.nextInt(3) > 0;
                    last = heartbeat
                            ? last.toBuilder().id(name + time).time(time).build()
                            : state(name, time, random);
                    inputs.add(last);
                }
                case 2 -> {
                    has.add(new SourceId("chats", name + contacts++));
                    inputs.add(change(agent, has.get(has.size() - 1), time, OnContact.Step.HAS, 1));
                }
                case 3 -> {
                    if (!has.isEmpty()) {
                        SourceId over = has.remove(random.nextInt(has.size()));
                        boolean ended = random.nextInt(4) > 0;
                        OnContact.Step step = ended ? OnContact.Step.ENDED : OnContact.Step.HAS;
                        inputs.add(change(agent, over, time, step, -1));
                        if (ended) {
                            wrapsUp.add(over);
                        }
                    }
                }
                default -> {
                    if (!wrapsUp.isEmpty()) {
                        SourceId done = wrapsUp.remove(wrapsUp.size() - 1);
                        inputs.add(change(agent, done, time, OnContact.Step.WRAPPED_UP, 1));
                    }
                }
            }
        }
        inputs.add(ServiceEvent.of(EventType.AGENT_STATE, name + "-home", TICKS * TICK, "test")
                .agentId(name)
                .agentState(AgentState.OFFLINE)
                .build());
        return inputs;
    }

    private static OnContact change(SourceId agent, SourceId contact, long time, OnContact.Step step, int delta) {
        return new OnContact(agent, contact, time, step, delta);
    }

    private static ServiceEvent state(String name, long time, Random random) {
        AgentState state = AgentState.values()[random.nextInt(5) == 0 ? 2 : random.nextInt(2)];
        EventBuilder event = ServiceEvent.of(EventType.AGENT_STATE, name + time, time, "test")
                .agentId(name)
                .agentState(state);
        if (random.nextInt(3) > 0) {
            event.queues(QUEUES.stream().filter(queue -> random.nextBoolean()).toList());
        }
        return event.slots(random.nextBoolean() ? null : random.nextInt(4))
                .reason(random.nextInt(3) == 0 ? null : random.nextBoolean() ? "break" : "training")
                .build();
    }

    /** Of all agents by level and series, tick by tick. */
    private static final class Naive {

        private final List<Map<String, Long>> byTick = new ArrayList<>();

        Naive() {
            for (int tick = 0; tick <= TICKS; tick++) {
                byTick.add(new TreeMap<>());
            }
        }

        void add(String name, List<Object> inputs) {
            String state = "OFFLINE";
            String reason = null;
            List<String> queues = List.of();
            long slots = 0;
            long heard = 0;
            boolean beats = false;
            boolean lost = false;
            boolean wrapsUp = false;
            TreeSet<SourceId> has = new TreeSet<>();
            Map<SourceId, Long> after = new HashMap<>();
            for (int tick = 0; tick <= TICKS; tick++) {
                long now = tick * TICK;
                for (Object input : inputs) {
                    if (time(input) != now || !(input instanceof ServiceEvent event)) {
                        continue;
                    }
                    String next = event.agentState().name();
                    String why = event.reason() == null ? "none" : event.reason();
                    List<String> of = event.queues() == null ? queues : event.queues();
                    long most = event.slots() == null ? Math.max(1, slots) : event.slots();
                    boolean again =
                            !lost && next.equals(state) && why.equals(reason) && of.equals(queues) && most == slots;
                    beats = !next.equals("OFFLINE") && (beats || again);
                    state = next;
                    reason = why;
                    queues = of;
                    slots = most;
                    heard = now;
                    lost = false;
                    if (state.equals("OFFLINE")) {
                        has.clear();
                        after.clear();
                    }
                }
                for (Object input : inputs) {
                    if (time(input) != now || !(input instanceof OnContact change)) {
                        continue;
                    }
                    switch (change.step()) {
                        case HAS, ENDED -> {
                            if (change.delta() > 0) {
                                has.add(change.caseId());
                            } else if (has.remove(change.caseId())
                                    && change.step() == OnContact.Step.ENDED
                                    && wrapsUp
                                    && !state.equals("OFFLINE")) {
                                after.put(change.caseId(), now);
                            }
                        }
                        case WRAPPED_UP -> {
                            wrapsUp = true;
                            after.remove(change.caseId());
                        }
                    }
                }
                if (after.values().removeIf(ended -> now - ended >= SETTINGS.wrapUpMillis())) {
                    wrapsUp = false;
                }
                if (beats && !state.equals("OFFLINE") && now - heard >= SETTINGS.lostAfterMillis()) {
                    state = "OFFLINE";
                    lost = true;
                    has.clear();
                    after.clear();
                }
                tell(byTick.get(tick), name, state, reason, queues, slots, has.size(), after.size(), lost);
            }
        }

        private static void tell(
                Map<String, Long> levels,
                String name,
                String state,
                String reason,
                List<String> queues,
                long slots,
                int has,
                int after,
                boolean lost) {
            List<String> places = new ArrayList<>(List.of("[" + name + ", ]"));
            queues.forEach(queue -> places.add("[, " + queue + "]"));
            boolean online = !state.equals("OFFLINE");
            for (String place : places) {
                add(levels, "AGENTS_ONLINE" + place, online ? 1 : 0);
                add(levels, "AGENTS_AVAILABLE" + place, state.equals("AVAILABLE") ? 1 : 0);
                add(levels, "AGENTS_AWAY" + place, state.equals("AWAY") ? 1 : 0);
                add(levels, "AGENTS_ON_CONTACT" + place, has > 0 ? 1 : 0);
                add(levels, "AGENTS_WRAP_UP" + place, has == 0 && after > 0 ? 1 : 0);
                add(levels, "AGENTS_IDLE" + place, state.equals("AVAILABLE") && has + after == 0 ? 1 : 0);
                add(levels, "AGENTS_SLOTS" + place, online ? slots : 0);
                add(levels, "AGENTS_SLOTS_TAKEN" + place, has + after);
                add(
                        levels,
                        "AGENTS_SLOTS_FREE" + place,
                        state.equals("AVAILABLE") && slots > has + after ? slots - has - after : 0);
                add(levels, "AGENTS_LOST" + place, lost ? 1 : 0);
            }
            if (state.equals("AVAILABLE")) {
                queues.forEach(queue -> add(levels, "QUEUE_STAFFED[" + queue + ", ]", 1));
                queues.forEach(queue -> add(levels, "QUEUE_STAFFED_TAKEN[" + queue + ", ]", has + after));
            }
            if (state.equals("AWAY")) {
                add(levels, "AWAY_AGENTS[, " + reason + "]", 1);
                queues.forEach(queue -> add(levels, "AWAY_AGENTS[" + queue + ", " + reason + "]", 1));
            }
        }

        private static void add(Map<String, Long> levels, String of, long n) {
            if (n != 0) {
                levels.merge(of, n, Long::sum);
            }
        }
    }

    static List<Delivery> deliveries(List<Object> inputs, boolean late, Random random) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Object input : inputs) {
            boolean behind = late && random.nextInt(4) == 0;
            long by = behind ? random.nextInt((int) LATENESS) : -1 - random.nextInt(3_000);
            deliveries.add(new Delivery(input, time(input) + by));
            if (late && input instanceof ServiceEvent && random.nextInt(4) == 0) {
                deliveries.add(new Delivery(input, time(input) + by + random.nextInt(20_000)));
            }
        }
        deliveries.sort(Comparator.comparingLong(Delivery::watermark));
        return deliveries;
    }

    private static List<Observation> play(List<Delivery> deliveries) throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (Delivery delivery : deliveries) {
                watermark(harness, delivery.watermark);
                take(harness, delivery.input);
            }
            watermark(harness, 3 * TICKS * TICK + REDELIVERY + AgentPresence.LOST_FOR_MILLIS);
            assertThat(harness.numKeyedStateEntries() + harness.numEventTimeTimers())
                    .isZero();
            return harness.extractOutputValues();
        }
    }

    private static List<Map<String, Long>> byTick(List<Observation> said) {
        List<Map<String, Long>> byTick = new ArrayList<>();
        Map<String, Long> levels = new TreeMap<>();
        List<Observation> inOrder = said.stream()
                .filter(one -> one.measure().kind() == Measure.Kind.LEVEL)
                .sorted(Comparator.comparingLong(Observation::time))
                .toList();
        int next = 0;
        for (int tick = 0; tick <= TICKS; tick++) {
            for (; next < inOrder.size() && inOrder.get(next).time() <= tick * TICK; next++) {
                Observation one = inOrder.get(next);
                levels.merge(one.measure() + one.series().dimensions().toString(), one.value(), Long::sum);
            }
            Map<String, Long> now = new TreeMap<>(levels);
            now.values().removeIf(n -> n == 0);
            byTick.add(now);
        }
        return byTick;
    }

    @Test
    void everyLevelIsWhatTheSecondImplementationSaysAtEveryMoment() throws Exception {
        Map<String, Integer> seen = new TreeMap<>();
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Object> inputs = new ArrayList<>();
            Naive naive = new Naive();
            for (String name : AGENTS) {
                List<Object> shift = shift(name, random);
                naive.add(name, shift);
                inputs.addAll(shift);
            }
            List<Map<String, Long>> right = naive.byTick;
            right.forEach(levels -> levels.keySet().forEach(level -> seen.merge(level, 1, Integer::sum)));
            for (boolean late : new boolean[] {false, true}) {
                List<Observation> said = play(deliveries(inputs, late, random));
                List<Map<String, Long>> told = byTick(said);
                for (int tick = 0; tick <= TICKS; tick++) {
                    assertThat(told.get(tick))
                            .as("seed %s, late %s, at %s", seed, late, tick * TICK)
                            .isEqualTo(right.get(tick));
                }
                assertThat(leftOver(said)).as("seed %s, late %s", seed, late).isEmpty();
            }
        }
        assertThat(seen).hasSizeGreaterThan(10 * (AGENTS.size() + QUEUES.size()));
        assertThat(seen.values()).allMatch(n -> n > 50);
    }

    /** Whatever was said to be so since a time is taken back for that time. */
    private static Map<String, Long> leftOver(List<Observation> said) {
        Map<String, Long> left = new TreeMap<>();
        for (Observation one : said) {
            if (one.measure().kind() == Measure.Kind.LEVEL) {
                left.merge(one.measure() + " " + one.series() + " since " + one.since(), one.value(), Long::sum);
            }
        }
        left.values().removeIf(n -> n == 0);
        return left;
    }

    @Test
    void whoseHeartbeatsCeaseIsLostForADayAtMost() throws Exception {
        ServiceEvent first = ServiceEvent.of(EventType.AGENT_STATE, "1", 1_000, "test")
                .agentId("ann")
                .agentState(AgentState.AVAILABLE)
                .build();
        ServiceEvent second = first.toBuilder().id("2").time(11_000).build();
        long lost = second.time() + SETTINGS.lostAfterMillis();
        List<Observation> said = play(List.of(new Delivery(first, 0), new Delivery(second, 10_000)));
        assertThat(said)
                .filteredOn(one -> one.measure() == Measure.AGENTS_ONLINE)
                .extracting(Observation::time)
                .containsExactly(1_000L, lost);
        assertThat(said)
                .filteredOn(one -> one.measure() == Measure.AGENTS_LOST)
                .extracting(Observation::time)
                .containsExactly(lost, lost + AgentPresence.LOST_FOR_MILLIS);
    }

    /** Of whoever was lost it is known that heartbeats come: one brings them back, and is missed when no other follows. */
    @Test
    void whoComesBackIsLostAgainWithoutASecondHeartbeat() throws Exception {
        ServiceEvent first = available("1", 1_000);
        ServiceEvent second = available("2", 11_000);
        long lost = second.time() + SETTINGS.lostAfterMillis();
        ServiceEvent back = available("3", lost + 4_000);
        List<Observation> said =
                play(List.of(new Delivery(first, 0), new Delivery(second, 10_000), new Delivery(back, lost + 1_000)));
        assertThat(said)
                .filteredOn(one -> one.measure() == Measure.AGENTS_ONLINE)
                .extracting(Observation::time)
                .containsExactly(1_000L, lost, back.time(), back.time() + SETTINGS.lostAfterMillis());
    }

    private static ServiceEvent available(String id, long time) {
        return ServiceEvent.of(EventType.AGENT_STATE, id, time, "test")
                .agentId("ann")
                .agentState(AgentState.AVAILABLE)
                .build();
    }

    /** What every series comes to at a time. */
    static Map<String, Long> levels(List<Observation> said, long time) {
        Map<String, Long> levels = new TreeMap<>();
        for (Observation one : said) {
            if (one.measure().kind() == Measure.Kind.LEVEL && one.time() <= time) {
                levels.merge(one.measure() + " " + one.series(), one.value(), Long::sum);
            }
        }
        levels.values().removeIf(n -> n == 0);
        return levels;
    }

    private static Map<Measure, Long> at(List<Observation> said, long time) {
        Map<Measure, Long> levels = new TreeMap<>();
        for (Observation one : said) {
            if (one.measure().kind() == Measure.Kind.LEVEL && one.time() <= time) {
                levels.merge(one.measure(), one.value(), Long::sum);
            }
        }
        levels.values().removeIf(n -> n == 0);
        return levels;
    }

    /** A heartbeat says that its agent was there then, whenever it comes: how long ago that was counts from then. */
    @Test
    void aHeartbeatThatComesTooLateSaysWhenSomebodyWasThereAndNoMore() throws Exception {
        ServiceEvent first = available("1", 1_000);
        ServiceEvent second = available("2", 11_000);
        ServiceEvent third = available("3", 15_000);
        long lostAfter = SETTINGS.lostAfterMillis();
        long old = third.time() + lostAfter + LATENESS + 2_000;
        List<Observation> longAgo =
                play(List.of(new Delivery(first, 0), new Delivery(second, 10_000), new Delivery(third, old)));
        assertThat(at(longAgo, old + 1_000)).isEqualTo(Map.of(Measure.AGENTS_LOST, 1L));
        assertThat(leftOver(longAgo)).isEmpty();

        long soon = second.time() + lostAfter + LATENESS + 2_000;
        List<Observation> lately =
                play(List.of(new Delivery(first, 0), new Delivery(second, 10_000), new Delivery(third, soon)));
        assertThat(at(lately, third.time() + lostAfter - 1))
                .containsEntry(Measure.AGENTS_ONLINE, 1L)
                .doesNotContainKey(Measure.AGENTS_LOST);
        assertThat(at(lately, third.time() + lostAfter)).isEqualTo(Map.of(Measure.AGENTS_LOST, 1L));
        assertThat(leftOver(lately)).isEmpty();
    }

    /** Of states that come too late to be put in their places the last that happened counts, in whatever order they come. */
    @Test
    void tooLateStatesCountInTheOrderInWhichTheyHappened() throws Exception {
        int changed = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> states = new ArrayList<>();
            for (long time = 20_000; time < 60_000; time += 1 + random.nextInt(12_000)) {
                states.add(ServiceEvent.of(EventType.AGENT_STATE, "s" + time, time, "test")
                        .agentId("ann")
                        .agentState(AgentState.values()[random.nextInt(3)])
                        .queues(List.of(QUEUES.get(random.nextInt(3))))
                        .slots(1 + random.nextInt(2))
                        .reason("break")
                        .build());
            }
            long now = 60_000 + LATENESS + random.nextInt(10_000);
            ServiceEvent home = available("home", now + 30_000).toBuilder()
                    .agentState(AgentState.OFFLINE)
                    .build();
            List<Delivery> others = List.of(
                    new Delivery(available("1", 1_000), 0),
                    new Delivery(available("2", 11_000), 10_000),
                    new Delivery(home, now + 29_000));
            List<Map<String, Long>> told = new ArrayList<>();
            for (int order = 0; order < 3; order++) {
                List<Delivery> deliveries = new ArrayList<>(others);
                states.forEach(state -> deliveries.add(new Delivery(state, now)));
                deliveries.sort(Comparator.comparingLong(Delivery::watermark));
                told.add(levels(play(deliveries), now));
                Collections.shuffle(states, random);
            }
            changed += told.get(0).isEmpty() ? 0 : 1;
            assertThat(told).as("seed %s", seed).containsOnly(told.get(0));
        }
        assertThat(changed).isGreaterThan(20);
    }

    /** A source that tells changes alone says nothing by its silence. */
    @Test
    void whoNeverSentAHeartbeatIsNotLost() throws Exception {
        ServiceEvent first = ServiceEvent.of(EventType.AGENT_STATE, "1", 1_000, "test")
                .agentId("ann")
                .agentState(AgentState.AVAILABLE)
                .build();
        ServiceEvent home = first.toBuilder()
                .id("2")
                .time(900_000)
                .agentState(AgentState.OFFLINE)
                .build();
        List<Observation> said = play(List.of(new Delivery(first, 0), new Delivery(home, 899_999)));
        assertThat(said)
                .filteredOn(one -> one.measure() == Measure.AGENTS_ONLINE)
                .extracting(Observation::time)
                .containsExactly(1_000L, 900_000L);
    }

    /** The end of a bounded input is no time that passed. */
    @Test
    void nobodyIsLostBecauseTheInputEnds() throws Exception {
        ServiceEvent first = ServiceEvent.of(EventType.AGENT_STATE, "1", 1_000, "test")
                .agentId("ann")
                .agentState(AgentState.AVAILABLE)
                .build();
        try (var harness = harness()) {
            harness.open();
            take(harness, first, first.toBuilder().id("2").time(2_000).build());
            watermark(harness, 1_500);
            watermark(harness, Long.MAX_VALUE);
            assertThat(harness.extractOutputValues())
                    .extracting(Observation::time)
                    .containsOnly(1_000L);
        }
    }
}
