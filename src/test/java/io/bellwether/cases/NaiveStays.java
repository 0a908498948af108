package io.bellwether.cases;

import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A chat's stays a second time, in the words of the table in docs/events.md: where the chat is after each of its events,
 * and how often it came to and left each queue.
 */
final class NaiveStays {

    private static final String WAITING = "waiting";
    private static final String SERVED = "in service";

    /** {@code queue + what}: how often. */
    final Map<String, Long> counts = new TreeMap<>();
    /**
     * What the case counts in from each time on: {@code waiting queue}, {@code in service queue}, {@code with agent},
     * {@code unsolved}.
     */
    final TreeMap<Long, List<String>> course = new TreeMap<>();

    /** All who waited, in order of their leaving; who waits still comes last. */
    final List<Wait> waits = new ArrayList<>();

    private long now;
    private long since;
    private String where = "";
    private String queue;
    private String agent;
    private String caseQueue;
    private Status status;
    /** When it was told last that the chat is over. */
    private long overSince;

    private boolean gone;

    /**
     * One stay in a queue.
     *
     * @param to when it was over; {@link Long#MAX_VALUE} if it is not
     */
    record Wait(String queue, long from, long to, String how) {}

    NaiveStays(List<ServiceEvent> events) {
        for (ServiceEvent event : events) {
            now = event.time();
            if (!gone) {
                happens(event);
            }
            List<String> there = new ArrayList<>();
            if (where.equals(WAITING)) {
                there.add(WAITING + " " + queue);
            } else if (where.equals(SERVED)) {
                there.addAll(List.of(SERVED + " " + queue, "with " + agent));
            }
            if (!gone && status != null && !status.isDone()) {
                there.add("unsolved");
            }
            course.put(event.time(), there);
        }
        if (where.equals(WAITING)) {
            now = Long.MAX_VALUE;
            waited("");
        }
    }

    private void happens(ServiceEvent event) {
        boolean over = status != null && status.isDone();
        switch (event.type()) {
            case CHAT_QUEUED -> queued(event);
            case CHAT_ASSIGNED -> {
                if (!over) {
                    taken(event);
                }
            }
            case CHAT_TRANSFERRED -> {
                if (!over && event.get(EventField.EXTERNAL) != null) {
                    outside(givenUp(event, "transferred"));
                } else if (!over && event.agentId() == null) {
                    queued(event);
                } else if (!over) {
                    given(event);
                }
            }
            case CHAT_ABANDONED -> leave("abandoned");
            case CHAT_ENDED -> leave(givenUp(event, "abandoned"));
            case CHAT_CALLBACK_REQUESTED -> {
                if (where.equals(WAITING)) {
                    leave("callback");
                }
            }
            case CHAT_WRAPPED_UP -> {
                if (where.equals(SERVED)) {
                    leave("");
                }
            }
            case TICKET_STATUS_CHANGED, TICKET_UPDATED -> {
                if (event.status() != null && event.status().isDone()) {
                    leave("abandoned");
                }
            }
            case TICKET_MERGED, TICKET_DELETED -> {
                leave("transferred");
                gone = true;
            }
            default -> {}
        }
        status = status(event);
        boolean told = event.status() != null && event.status().isDone();
        switch (event.type()) {
            case CHAT_ABANDONED, CHAT_ENDED -> overSince = now;
            case TICKET_CREATED, TICKET_STATUS_CHANGED, TICKET_UPDATED -> overSince = told ? now : overSince;
            default -> {}
        }
        caseQueue = event.queue() == null ? caseQueue : event.queue();
    }

    private Status status(ServiceEvent event) {
        return switch (event.type()) {
            case CHAT_STARTED, CHAT_QUEUED -> status == null || status.isDone() ? Status.OPEN : status;
            case CHAT_HANDOFF, CHAT_ASSIGNED, CHAT_TRANSFERRED -> status == null ? Status.OPEN : status;
            case CHAT_MESSAGE -> {
                boolean back = status != null && status.isDone() && now - overSince > 10 * Histories.MINUTE;
                yield event.isQuestion() && (status == null || back) ? Status.OPEN : status;
            }
            case CHAT_ABANDONED, CHAT_ENDED -> Status.CLOSED;
            case TICKET_CREATED -> status == null ? event.status() == null ? Status.NEW : event.status() : status;
            case TICKET_STATUS_CHANGED, TICKET_UPDATED -> event.status() == null ? status : event.status();
            default -> status;
        };
    }

    private void queued(ServiceEvent event) {
        String to = event.queue() == null ? caseQueue : event.queue();
        if (where.equals(WAITING) && (event.queue() == null || to.equals(queue))) {
            return;
        }
        boolean comes = comes(to);
        leave(event.type() == EventType.CHAT_QUEUED ? "transferred" : givenUp(event, "transferred"));
        where = WAITING;
        since = now;
        queue = to;
        count("offered");
        if (comes) {
            count("transferred_in");
        }
    }

    /** Whether it goes from one queue straight to another; who was served there was handed on. */
    private boolean comes(String to) {
        boolean comes = !where.isEmpty() && !Objects.equals(queue, to);
        if (comes && where.equals(SERVED)) {
            count("transferred_out");
        }
        return comes;
    }

    private static String givenUp(ServiceEvent event, String otherwise) {
        return "overflow".equals(event.reason())
                ? "overflow"
                : "timeout".equals(event.reason()) ? "timed_out" : otherwise;
    }

    private void outside(String unanswered) {
        if (!where.isEmpty()) {
            count("transferred_external");
            leave(unanswered);
        }
    }

    private void given(ServiceEvent event) {
        boolean comes = event.queue() != null && comes(event.queue());
        if (comes) {
            leave(givenUp(event, "transferred"));
        }
        taken(event);
        if (comes) {
            count("transferred_in");
        }
    }

    private void taken(ServiceEvent event) {
        if (where.equals(WAITING)) {
            count("answered");
            waited("answered");
            agent = null;
        } else if (where.isEmpty()) {
            queue = event.queue() == null ? caseQueue : event.queue();
            agent = null;
        }
        if (agent != null && event.agentId() != null && !event.agentId().equals(agent)) {
            count("handed_over");
        }
        where = SERVED;
        agent = event.agentId() == null ? agent : event.agentId();
    }

    private void leave(String unanswered) {
        if (where.equals(WAITING)) {
            count(unanswered);
            waited(unanswered);
            if (unanswered.equals("timed_out")) {
                count("overflow");
            }
        }
        where = "";
    }

    private void waited(String how) {
        waits.add(new Wait(queue == null ? "none" : queue, since, now, how));
    }

    private void count(String what) {
        counts.merge((queue == null ? "none" : queue) + " " + what, 1L, Long::sum);
    }

    /** What the case counts in at a time. */
    List<String> at(long time) {
        Map.Entry<Long, List<String>> last = course.floorEntry(time);
        return last == null
                ? List.of()
                : last.getValue().stream()
                        .map(one -> one.replace(" null", " none"))
                        .toList();
    }

    /** Since when the agent has had the case at a time; null if they do not have it. */
    Long withSince(String agentId, long time) {
        Long since = null;
        for (Map.Entry<Long, List<String>> entry : course.headMap(time, true).entrySet()) {
            boolean has = entry.getValue().contains("with " + agentId);
            since = !has ? null : since == null ? entry.getKey() : since;
        }
        return since;
    }
}
