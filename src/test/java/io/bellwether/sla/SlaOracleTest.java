package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random lives of tickets over changes of the clock in four zones: the engine against {@link NaiveSla}. */
class SlaOracleTest {
    private static final int HISTORIES = 2500;
    private static final int MINUTES = 3 * 24 * 60;
    private static final int[] TARGETS = {0, 20, 40, 60, 120, 240, 480, 900};
    private static final String[] PRIORITIES = {"low", "high", "urgent"};

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-10-23T20:00:00Z",
        "America/New_York, 2026-03-06T12:00:00Z",
        "Australia/Lord_Howe, 2026-04-03T03:00:00Z",
        "America/Sao_Paulo, 2018-11-02T17:00:00Z",
    })
    void engineAgreesWithTheNaiveCount(String zone, String start) {
        long origin = Instant.parse(start).toEpochMilli();
        LocalTimes times = LocalTimes.of(ZoneId.of(zone), origin);
        Random random = new Random(zone.hashCode());
        for (int i = 0; i < HISTORIES; i++) {
            Shop shop = new Shop(zone, random);
            Map<String, Map<String, Integer>> allowed = allowed(random);
            List<ServiceEvent> events = history(random, origin);
            List<String> expected = new NaiveSla(allowed, shop.works(times)).run(events, origin, MINUTES);
            Desk desk = new Desk(shop.book(allowed), origin);
            for (ServiceEvent event : events) {
                desk.fold(event);
                if (random.nextInt(4) == 0) {
                    desk.state = random.nextBoolean() ? desk.state.copy() : written(desk.state);
                }
            }
            desk.until(MINUTES - 1);
            assertThat(byClock(output(desk, origin)))
                    .as("history %d in %s: %s under %s", i, zone, told(events, origin), allowed)
                    .isEqualTo(byClock(expected));
        }
    }

    private static List<String> told(List<ServiceEvent> events, long origin) {
        return events.stream()
                .map(event ->
                        (event.time() - origin) / 60_000 + " " + event.type() + " " + event.dimension("priority") + " "
                                + event.status() + " " + event.actor() + " " + event.visibility()
                                + (event.dueAt() == null ? "" : " due " + (event.dueAt() - origin) / 60_000))
                .toList();
    }

    static SlaState written(SlaState state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            state.write(Known.NOTHING, new DataOutputStream(bytes));
            return SlaState.read(Known.NOTHING, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a clock on the wall shows in each minute of the window. */
    private record LocalTimes(int[] minuteOfDay, boolean[] weekend) {
        static LocalTimes of(ZoneId zone, long origin) {
            LocalTimes times = new LocalTimes(new int[MINUTES], new boolean[MINUTES]);
            for (int minute = 0; minute < MINUTES; minute++) {
                LocalDateTime time = Instant.ofEpochMilli(origin + minute * 60_000L)
                        .atZone(zone)
                        .toLocalDateTime();
                times.minuteOfDay[minute] = time.getHour() * 60 + time.getMinute();
                times.weekend[minute] = time.getDayOfWeek().getValue() > 5;
            }
            return times;
        }
    }

    /** A calendar with random hours, as the policy file writes it and as a table of minutes. */
    private static final class Shop {
        private final ZoneId zone;
        private final int open;
        private final int lunch;
        private final int lunchEnd;
        private final int close;
        private final boolean weekend;

        Shop(String zone, Random random) {
            this.zone = ZoneId.of(zone);
            this.open = random.nextInt(4) * 30;
            this.lunch = open + 30 + random.nextInt(10) * 30;
            this.lunchEnd = lunch + random.nextInt(3) * 30;
            this.close = lunchEnd + 30 + random.nextInt((1440 - lunchEnd) / 30) * 30;
            this.weekend = random.nextInt(4) > 0;
        }

        boolean[] works(LocalTimes times) {
            boolean[] works = new boolean[MINUTES];
            for (int minute = 0; minute < MINUTES; minute++) {
                int of = times.minuteOfDay[minute];
                boolean day = weekend || !times.weekend[minute];
                works[minute] = day && (of >= open && of < lunch || of >= lunchEnd && of < close);
            }
            return works;
        }

        PolicyBook book(Map<String, Map<String, Integer>> allowed) {
            StringBuilder targets = new StringBuilder();
            allowed.forEach((clock, byPriority) -> {
                targets.append("      ").append(clock).append(": {priority: {");
                byPriority.forEach((priority, minutes) ->
                        targets.append(priority).append(": ").append(minutes).append("m, "));
                targets.append("other: none}}\n");
            });
            return Desk.parse("calendars:\n  shop:\n    zone: " + zone + "\n    hours: {"
                    + (weekend ? "mon-sun" : "mon-fri") + ": [\"" + clock(open) + "-" + clock(lunch) + "\", \""
                    + clock(lunchEnd) + "-" + clock(close) + "\"]}\npolicies:\n  - name: p\n    calendar: shop\n"
                    + "    timed: [periodic_update, pausable_update, requester_wait, agent_work, round_response]\n"
                    + "    targets:\n" + targets);
        }

        private static String clock(int minute) {
            return String.format("%02d:%02d", minute / 60, minute % 60);
        }
    }

    private static Map<String, Map<String, Integer>> allowed(Random random) {
        Map<String, Map<String, Integer>> allowed = new HashMap<>();
        for (String clock : NaiveSla.CLOCKS) {
            Map<String, Integer> byPriority = new HashMap<>();
            for (String priority : PRIORITIES) {
                int minutes = TARGETS[random.nextInt(TARGETS.length)];
                if (minutes > 0) {
                    byPriority.put(priority, minutes);
                }
            }
            allowed.put(clock, byPriority);
        }
        return allowed;
    }

    private static List<ServiceEvent> history(Random random, long origin) {
        List<ServiceEvent> events = new ArrayList<>();
        int first = random.nextInt(600);
        events.add(ServiceEvent.of(EventType.TICKET_CREATED, "a", origin + first * 60_000L, "t")
                .actor(Actor.CUSTOMER)
                .status(Status.NEW)
                .priority(random.nextInt(5) == 0 ? null : PRIORITIES[random.nextInt(3)])
                .build());
        int count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            int minute = first + random.nextInt(random.nextBoolean() ? 300 : MINUTES - first);
            events.add(random(random, "b" + i, origin, Math.min(minute, MINUTES - 1)));
        }
        events.sort(ServiceEvent.FOLD_ORDER);
        return events;
    }

    private static ServiceEvent random(Random random, String id, long origin, int minute) {
        long time = origin + minute * 60_000L;
        switch (random.nextInt(6)) {
            case 0 -> {
                Status[] some = {
                    Status.OPEN, Status.WAITING_CUSTOMER, Status.WAITING_THIRD_PARTY, Status.SOLVED, Status.SOLVED
                };
                return ServiceEvent.of(EventType.TICKET_STATUS_CHANGED, id, time, "t")
                        .status(some[random.nextInt(some.length)])
                        .build();
            }
            case 1 -> {
                return ServiceEvent.of(EventType.TICKET_UPDATED, id, time, "t")
                        .priority(PRIORITIES[random.nextInt(3)])
                        .build();
            }
            case 2 -> {
                long due = time + (random.nextInt(1200) - 200) * 60_000L;
                return ServiceEvent.of(EventType.TICKET_UPDATED, id, time, "t")
                        .dueAt(random.nextInt(3) == 0 ? due : null)
                        .build();
            }
            default -> {
                boolean agent = random.nextBoolean();
                return ServiceEvent.of(EventType.TICKET_MESSAGE, id, time, "t")
                        .actor(agent ? Actor.AGENT : Actor.CUSTOMER)
                        .visibility(agent && random.nextInt(4) == 0 ? Visibility.PRIVATE : Visibility.PUBLIC)
                        .build();
            }
        }
    }

    private static List<String> output(Desk desk, long origin) {
        List<String> output = new ArrayList<>();
        for (Desk.Said said : desk.counts) {
            boolean met = said.measure() == Measure.SLA_MET;
            output.add(said.clock()
                    + (met ? " met " : " breached " + (said.value() > 0 ? "+1 " : "-1 "))
                    + (said.time() - origin) / 60_000);
        }
        for (Desk.Said said : desk.timings) {
            if (!said.clock().equals("first_resolution")) {
                output.add(said.clock() + " consumed " + said.value() / 60_000 + " " + (said.time() - origin) / 60_000);
            }
        }
        for (Signal signal : desk.signals) {
            boolean bySource = "due_at".equals(signal.detail().get("target"));
            if (signal.kind() == Signal.Kind.SLA_AT_RISK && !bySource) {
                output.add(signal.clock() + " risk" + signal.level() + " " + (signal.time() - origin) / 60_000);
            }
        }
        return output;
    }

    private static Map<String, List<String>> byClock(List<String> output) {
        Map<String, List<String>> byClock = new TreeMap<>();
        for (String line : output) {
            byClock.computeIfAbsent(line.substring(0, line.indexOf(' ')), key -> new ArrayList<>())
                    .add(line);
        }
        byClock.values().forEach(lines -> lines.sort(null));
        return byClock;
    }
}
