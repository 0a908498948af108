package io.bellwether.replay;

import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts and times tickets a second time: each figure from a ticket's whole list of events, in its simplest words. */
final class NaiveTickets {

    private static final Set<Status> UNSOLVED =
            EnumSet.of(Status.NEW, Status.OPEN, Status.WAITING_CUSTOMER, Status.WAITING_THIRD_PARTY);
    private static final Map<String, Set<Status>> COUNTING = Map.of(
            "resolution", UNSOLVED,
            "requester_wait", EnumSet.of(Status.NEW, Status.OPEN, Status.WAITING_THIRD_PARTY),
            "agent_work", EnumSet.of(Status.NEW, Status.OPEN),
            "agent_wait", EnumSet.of(Status.WAITING_CUSTOMER));

    private final Collection<List<ServiceEvent>> tickets;

    NaiveTickets(Collection<List<ServiceEvent>> tickets) {
        this.tickets = tickets;
    }

    /** What measurement {@code cases} counts. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (List<ServiceEvent> events : tickets) {
            add(counts, "created", 1);
            Status before = Status.NEW;
            String queue = null;
            for (ServiceEvent event : events) {
                Status now = event.status() == null ? before : event.status();
                add(counts, "solved", !before.isDone() && now.isDone() ? 1 : 0);
                add(counts, "reopened", before.isDone() && !now.isDone() ? 1 : 0);
                add(counts, "closed", before != Status.CLOSED && now == Status.CLOSED ? 1 : 0);
                add(counts, "transfers", queue != null && moves(queue, event) ? 1 : 0);
                before = now;
                queue = event.queue() == null ? queue : event.queue();
            }
        }
        counts.values().removeIf(n -> n == 0);
        return counts;
    }

    /** The unsolved at a time, by status and by hours since they were created, under the names of their fields. */
    Map<String, Long> backlog(long end) {
        Map<String, Long> backlog = new TreeMap<>();
        for (List<ServiceEvent> events : tickets) {
            Status status = null;
            long created = 0;
            for (ServiceEvent event : events) {
                if (event.time() < end && (event.status() != null || event.type() == EventType.TICKET_CREATED)) {
                    created = status == null ? event.time() : created;
                    status = event.status() == null ? Status.NEW : event.status();
                }
            }
            if (status != null && !status.isDone()) {
                String name = status == Status.NEW ? "open" : status.name().toLowerCase(Locale.ROOT);
                add(backlog, name, 1);
                add(backlog, name + "_" + age((end - created) / 3_600_000), 1);
            }
        }
        return backlog;
    }

    private static String age(long hours) {
        if (hours < 24) {
            return hours < 1 ? "0_1h" : hours < 4 ? "1_4h" : "4_24h";
        }
        return hours < 72 ? "1_3d" : hours < 168 ? "3_7d" : "over_7d";
    }

    private static boolean moves(String queue, ServiceEvent event) {
        return event.queue() != null && !event.queue().equals(queue);
    }

    /** How often cases became unsolved again by an event with that status of the source's own. */
    long reopenedTo(String nativeStatus) {
        long n = 0;
        for (List<ServiceEvent> events : tickets) {
            Status before = Status.NEW;
            for (ServiceEvent event : events) {
                boolean reopens = event.status() != null
                        && before.isDone()
                        && !event.status().isDone();
                n += reopens && nativeStatus.equals(event.get(EventField.NATIVE_STATUS)) ? 1 : 0;
                before = event.status() == null ? before : event.status();
            }
        }
        return n;
    }

    /** Stops and consumed seconds of resolution, first resolution and further clocks of statuses. */
    Map<String, Long> clocks(String... timed) {
        Map<String, Long> sums = new TreeMap<>();
        for (List<ServiceEvent> events : tickets) {
            clocks(events, List.of(timed), sums);
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    private static void clocks(List<ServiceEvent> events, List<String> timed, Map<String, Long> sums) {
        Status before = Status.NEW;
        boolean solvedBefore = false;
        for (int i = 0; i < events.size(); i++) {
            Status now = events.get(i).status() == null ? before : events.get(i).status();
            if (!before.isDone() && now.isDone()) {
                stop("resolution", seconds(events.subList(0, i + 1), "resolution"), sums);
                if (!solvedBefore) {
                    stop("first_resolution", seconds(events.subList(0, i + 1), "resolution"), sums);
                }
                for (String clock : timed) {
                    stop(clock, seconds(events.subList(0, i + 1), clock), sums);
                }
                solvedBefore = true;
            }
            before = now;
        }
    }

    private static void stop(String clock, long seconds, Map<String, Long> sums) {
        add(sums, clock + ".count", 1);
        add(sums, clock + ".seconds", seconds);
    }

    /** Seconds from the first to the last of the events that were spent in a status in which the clock counts. */
    static long seconds(List<ServiceEvent> events, String clock) {
        long millis = 0;
        Status status = Status.NEW;
        long since = events.get(0).time();
        for (ServiceEvent event : events) {
            millis += COUNTING.get(clock).contains(status) ? event.time() - since : 0;
            since = event.time();
            boolean isNew = event.type() == EventType.TICKET_CREATED;
            status = event.status() == null ? status : isNew ? Status.NEW : event.status();
        }
        return millis / 1_000;
    }

    private static void add(Map<String, Long> sums, String name, long n) {
        sums.merge(name, n, Long::sum);
    }
}
