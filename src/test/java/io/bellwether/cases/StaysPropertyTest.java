package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.queue.OnContact;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What must hold of queues and agents whatever happens to chats, at every moment, also after late events. */
class StaysPropertyTest {

    private static final int DAYS = 40;
    private static final int CASES = 12;
    private static final long HALF_HOUR = 30 * Histories.MINUTE;
    private static final long PAUSE = 3 * 60 * Histories.MINUTE;
    private static final Set<EventType> ENDS = EnumSet.of(
            EventType.CHAT_ENDED, EventType.CHAT_ABANDONED, EventType.TICKET_MERGED, EventType.TICKET_DELETED);
    private static final long END = Histories.START + 1_000 * Histories.MINUTE;

    /** All that one desk's cases said. */
    private static final class Desk {
        final List<Observation> observations = new ArrayList<>();
        final List<OnContact> onContact = new ArrayList<>();
        final List<NaiveStays> naive = new ArrayList<>();
        final List<CaseRun> runs = new ArrayList<>();

        Desk(int seed, boolean late) {
            Random random = new Random(seed);
            for (int i = 0; i < CASES; i++) {
                String id = "c" + i;
                List<ServiceEvent> events = Histories.anything(random, id);
                CaseRun run = CaseRun.of(id);
                if (late) {
                    CaseEnginePropertyTest.deliver(CaseEnginePropertyTest.withLateOnes(events, random, 3), run, random);
                } else {
                    run.inOrder(events);
                }
                run.advance(events.get(events.size() - 1).time() + 3 * CaseRun.LATENESS);
                assertThat(run.late).doesNotContain(true);
                runs.add(run);
                naive.add(new NaiveStays(events));
            }
            collect();
        }

        /** Of one case alone. */
        Desk(CaseRun run, NaiveStays stays) {
            runs.add(run);
            naive.add(stays);
            collect();
        }

        private void collect() {
            observations.clear();
            onContact.clear();
            runs.forEach(run -> observations.addAll(run.observations));
            runs.forEach(run -> onContact.addAll(run.onContact));
        }

        Desk forgotten() {
            runs.forEach(run -> run.release(END));
            collect();
            return this;
        }

        TreeSet<Long> times() {
            TreeSet<Long> times = new TreeSet<>();
            observations.forEach(one -> times.add(one.time()));
            return times;
        }

        /** Sums up to a time, by what the observation is of. */
        Map<String, Long> sums(long until, Measure... measures) {
            Map<String, Long> sums = new TreeMap<>();
            for (Observation one : observations) {
                // by agent, or by queue: never one contact in both
                boolean again = !one.series().dimensions().isEmpty()
                        && one.series().dimensions().get(0).equals(Series.ABSENT);
                if (!again && one.time() <= until && List.of(measures).contains(one.measure())) {
                    sums.merge(
                            one.measure() + " " + one.series().dimensions().get(0),
                            one.weight() * one.value(),
                            Long::sum);
                }
            }
            sums.values().removeIf(sum -> sum == 0);
            return sums;
        }
    }

    private interface Check {
        void on(Desk desk, String as);
    }

    /** In order, and with every third event late. */
    private static void always(Check check) {
        for (int seed = 0; seed < DAYS; seed++) {
            check.on(new Desk(seed, false), "seed " + seed);
            check.on(new Desk(seed, true), "seed " + seed + ", late");
        }
    }

    private static long of(Map<String, Long> sums, String key) {
        return sums.getOrDefault(key, 0L);
    }

    @Test
    void offeredIsAnsweredAbandonedTransferredGivenUpToBeCalledOrWaitingInEachQueueAtEveryMoment() {
        always((desk, as) -> {
            for (long time : desk.times()) {
                Map<String, Long> sums = desk.sums(
                        time,
                        Measure.QUEUE_OFFERED,
                        Measure.QUEUE_ANSWERED,
                        Measure.QUEUE_ABANDONED,
                        Measure.QUEUE_TRANSFERRED,
                        Measure.QUEUE_OVERFLOW,
                        Measure.QUEUE_CALLBACK,
                        Measure.QUEUE_WAITING);
                for (String queue : List.of("billing", "returns", "vip", "none")) {
                    assertThat(of(sums, "QUEUE_OFFERED " + queue))
                            .as("%s, %s at %s", as, queue, time)
                            .isEqualTo(of(sums, "QUEUE_ANSWERED " + queue)
                                    + of(sums, "QUEUE_ABANDONED " + queue)
                                    + of(sums, "QUEUE_TRANSFERRED " + queue)
                                    + of(sums, "QUEUE_OVERFLOW " + queue)
                                    + of(sums, "QUEUE_CALLBACK " + queue)
                                    + of(sums, "QUEUE_WAITING " + queue));
                }
            }
        });
    }

    @Test
    void soItIsInEachIntervalOfTheEnqueueing() {
        always((desk, as) -> {
            Map<Long, Long> open = new HashMap<>();
            for (Observation one : desk.observations) {
                long n = one.weight() * one.value();
                switch (one.measure()) {
                    case INTERVAL_OFFERED -> open.merge(one.time() / HALF_HOUR, n, Long::sum);
                    case INTERVAL_ANSWERED,
                            INTERVAL_ABANDONED,
                            INTERVAL_TRANSFERRED,
                            INTERVAL_OVERFLOW,
                            INTERVAL_CALLBACK -> open.merge(one.time() / HALF_HOUR, -n, Long::sum);
                    case INTERVAL_WAITING -> open.merge(one.since() / HALF_HOUR, -n, Long::sum);
                    default -> {}
                }
            }
            assertThat(open.values()).as(as).allMatch(n -> n == 0);
        });
    }

    @Test
    void noLevelIsBelowZeroAndAllAreZeroWhenEverythingIsOver() {
        always((desk, as) -> {
            Map<String, TreeMap<Long, Long>> courses = new HashMap<>();
            for (Observation one : desk.forgotten().observations) {
                if (one.measure().kind() == Measure.Kind.LEVEL) {
                    courses.computeIfAbsent(one.measure() + " " + one.series(), s -> new TreeMap<>())
                            .merge(one.time(), one.weight() * one.value(), Long::sum);
                }
            }
            courses.forEach((level, changes) -> {
                long now = 0;
                for (long change : changes.values()) {
                    now += change;
                    assertThat(now).as("%s, %s", as, level).isNotNegative();
                }
                assertThat(now).as("%s, %s at the end", as, level).isZero();
            });
            assertThat(contacts(desk, END)).as(as).isEmpty();
        });
    }

    private static Map<String, Long> contacts(Desk desk, long time) {
        Map<String, Long> contacts = new TreeMap<>();
        for (OnContact change : desk.onContact) {
            if (change.time() <= time && change.step() != OnContact.Step.WRAPPED_UP) {
                contacts.merge(change.agent() + " has " + change.caseId(), (long) change.delta(), Long::sum);
            }
        }
        contacts.values().removeIf(n -> n == 0);
        return contacts;
    }

    @Test
    void whoIsInServiceIsWithAnAgentAtEveryMoment() {
        always((desk, as) -> {
            for (long time : desk.forgotten().times()) {
                long inService = desk.sums(time, Measure.QUEUE_IN_SERVICE).values().stream()
                        .mapToLong(n -> n)
                        .sum();
                Map<String, Long> slots = desk.sums(time, Measure.AGENTS_SLOTS_USED);
                assertThat(slots.values().stream().mapToLong(n -> n).sum())
                        .as("%s at %s", as, time)
                        .isEqualTo(inService);
                Map<String, Long> contacts = contacts(desk, time);
                assertThat(contacts.values()).as("%s at %s", as, time).allMatch(n -> n == 1);
                assertThat((long) contacts.size())
                        .as("%s at %s", as, time)
                        .isEqualTo(inService - of(slots, "AGENTS_SLOTS_USED none"));
            }
        });
    }

    @Test
    void everythingIsAsTheTableSays() {
        long served = 0;
        for (int seed = 0; seed < DAYS; seed++) {
            for (boolean late : new boolean[] {false, true}) {
                Desk desk = new Desk(seed, late);
                String as = "seed " + seed + (late ? ", late" : "");
                Map<String, Long> counts = new TreeMap<>();
                desk.naive.forEach(one -> one.counts.forEach((what, n) -> counts.merge(what, n, Long::sum)));
                assertThat(counts(desk)).as(as).isEqualTo(counts);
                served += counts.values().stream().mapToLong(n -> n).sum();
                for (long time : desk.times()) {
                    Map<String, Long> levels = new TreeMap<>();
                    for (NaiveStays one : desk.naive) {
                        one.at(time).forEach(level -> levels.merge(level, 1L, Long::sum));
                    }
                    assertThat(levels(desk, time)).as("%s at %s", as, time).isEqualTo(levels);
                }
            }
        }
        assertThat(served).isGreaterThan(1_000);
    }

    /** What comes to a chat or a case that is over when it has been let go does what it does before. */
    @Test
    void soItIsWhenWhatIsOverIsForgotten() {
        int forgotten = 0;
        int removed = 0;
        for (int seed = 0; seed < 40 * DAYS; seed++) {
            List<ServiceEvent> events = withPauseAfterEnd(Histories.anything(new Random(seed), "c"));
            NaiveStays naive = new NaiveStays(events);
            CaseRun run = CaseRun.of("c").throughBytes();
            long before = Long.MIN_VALUE;
            for (ServiceEvent event : events) {
                if (event.time() - before >= PAUSE) {
                    run.advance(event.time() - 1);
                    assertThat(run.engine.forgettable(run.state, event.time() - 1))
                            .as("seed %s", seed)
                            .isTrue();
                    run.release(event.time() - 1);
                    forgotten++;
                    removed += run.state.core().removed ? 1 : 0;
                }
                run.inOrder(List.of(event));
                before = event.time();
            }
            Desk desk = new Desk(run, naive);
            assertThat(counts(desk)).as("seed %s", seed).isEqualTo(naive.counts);
            for (long time : naive.course.keySet()) {
                Map<String, Long> levels = new TreeMap<>();
                naive.at(time).forEach(level -> levels.merge(level, 1L, Long::sum));
                assertThat(levels(desk, time)).as("seed %s at %s", seed, time).isEqualTo(levels);
            }
        }
        assertThat(forgotten).isGreaterThan(500);
        assertThat(removed).isGreaterThan(50);
    }

    /** Until it is over, and the rest hours later; without what begins a forgotten case only, and naming every queue. */
    private static List<ServiceEvent> withPauseAfterEnd(List<ServiceEvent> events) {
        List<ServiceEvent> all = new ArrayList<>();
        long pause = 0;
        for (ServiceEvent event : events) {
            if (event.type().name().startsWith("CHAT_CALLBACK")) {
                continue;
            }
            boolean begins = event.isQuestion() || event.type() == EventType.TICKET_CREATED;
            if (pause == 0 || !begins) {
                all.add(event.toBuilder()
                        .time(event.time() + pause)
                        .queue(event.queue() == null ? "billing" : event.queue())
                        .build());
            }
            if (pause == 0) {
                pause = ENDS.contains(event.type()) ? PAUSE : 0;
            }
        }
        return all;
    }

    private static Map<String, Long> counts(Desk desk) {
        Map<String, Long> counts = new TreeMap<>();
        desk.sums(
                        END,
                        Measure.QUEUE_OFFERED,
                        Measure.QUEUE_ANSWERED,
                        Measure.QUEUE_ABANDONED,
                        Measure.QUEUE_TRANSFERRED,
                        Measure.QUEUE_OVERFLOW,
                        Measure.QUEUE_CALLBACK,
                        Measure.QUEUE_TIMED_OUT,
                        Measure.QUEUE_TRANSFERRED_IN,
                        Measure.QUEUE_TRANSFERRED_OUT,
                        Measure.QUEUE_TRANSFERRED_EXTERNAL,
                        Measure.QUEUE_HANDED_OVER)
                .forEach((key, n) -> {
                    String[] parts = key.split(" ");
                    counts.put(
                            parts[1] + " "
                                    + parts[0].substring("QUEUE_".length()).toLowerCase(java.util.Locale.ROOT),
                            n);
                });
        return counts;
    }

    private static Map<String, Long> levels(Desk desk, long time) {
        Map<String, Long> levels = new TreeMap<>();
        desk.sums(time, Measure.QUEUE_WAITING, Measure.QUEUE_IN_SERVICE, Measure.AGENTS_SLOTS_USED)
                .forEach((key, n) -> levels.put(
                        key.replace("QUEUE_WAITING", "waiting")
                                .replace("QUEUE_IN_SERVICE", "in service")
                                .replace("AGENTS_SLOTS_USED", "with"),
                        n));
        // what net_flow adds up to
        desk.sums(time, Measure.CASES_OPEN, Measure.CASES_WAITING_CUSTOMER, Measure.CASES_WAITING_THIRD_PARTY)
                .forEach((key, n) -> levels.merge("unsolved", n, Long::sum));
        return levels;
    }
}
