package io.bellwether.replay;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a log a second time, in the simplest words: what happened when in which queue, and what was so between each event of
 * a case and its next one. It knows nothing of merges, deletions, bots, policies, late or repeated events: the logs have none.
 */
final class NaiveLog {

    /**
     * @param what measurement and field, or measurement, tag and {@code time}: such as {@code cases.solved}, {@code sla.first_reply.time}
     * @param seconds of a time; 1 of all others
     */
    record Happening(String queue, String what, long time, long seconds) {}

    /**
     * That something of one case was so after {@code from} and up to {@code to}.
     *
     * @param created when the case was
     */
    record Span(String queue, String what, long from, long to, long created) {}

    private static final long KNOWN_WHEN_SOLVED = Duration.ofDays(45).toMillis();

    private final List<Happening> happenings = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<String> timed;
    private final long silentMillis;

    // of the case that is read
    private long created;
    private String queue;
    private String agent;
    private boolean chat;
    private boolean moved;
    private Status status;
    private boolean solvedBefore;
    private boolean repliedBefore;
    private long askedAt;
    private Happening firstSolved;

    /**
     * @param timed clocks of statuses that the policy of the run names
     * @param silentMillis how long after its last event a case counts no more
     */
    NaiveLog(Collection<List<ServiceEvent>> cases, List<String> timed, long silentMillis) {
        this.timed =
                timed.stream().filter(clock -> !clock.equals("group_ownership")).toList();
        this.silentMillis = silentMillis;
        cases.forEach(this::read);
    }

    List<Happening> happenings() {
        return happenings;
    }

    List<Span> spans() {
        return spans;
    }

    private void read(List<ServiceEvent> events) {
        created = Long.MIN_VALUE;
        queue = null;
        agent = null;
        chat = false;
        moved = false;
        status = null;
        solvedBefore = false;
        repliedBefore = false;
        askedAt = Long.MIN_VALUE;
        firstSolved = null;
        for (int i = 0; i < events.size(); i++) {
            ServiceEvent event = events.get(i);
            said(event);
            status(event, events.subList(0, i + 1));
            message(event);
            long next = i + 1 < events.size() ? events.get(i + 1).time() : Long.MAX_VALUE;
            boolean done = status != null && status.isDone();
            long until = Math.min(next, event.time() + (done ? KNOWN_WHEN_SOLVED : silentMillis));
            if (until > event.time()) {
                for (String what : whatIsSo()) {
                    spans.add(new Span(queue, what, event.time(), until, created));
                }
            }
        }
    }

    private void said(ServiceEvent event) {
        chat |= event.type() == EventType.CHAT_MESSAGE;
        if (event.queue() != null) {
            if (queue != null && !queue.equals(event.queue())) {
                queue = event.queue();
                moved = true;
                happens("cases.transfers", event, 1);
            }
            queue = event.queue();
        }
        if (event.type() == EventType.TICKET_ASSIGNED || event.agentId() != null && !event.isMessage()) {
            agent = event.agentId();
        }
        if (created == Long.MIN_VALUE && (event.type() == EventType.TICKET_CREATED || isQuestionInChat(event))) {
            created = event.time();
            // what was written before is no reply to it, and the whole case is what is asked now
            repliedBefore = false;
            askedAt = Long.MIN_VALUE;
            happens("cases.created", event, 1);
            status = event.type() == EventType.TICKET_CREATED ? Status.NEW : Status.OPEN;
        }
    }

    private static boolean isQuestionInChat(ServiceEvent event) {
        return event.type() == EventType.CHAT_MESSAGE && isPublic(event, Actor.CUSTOMER);
    }

    private static boolean isPublic(ServiceEvent event, Actor actor) {
        return event.actor() == actor && event.visibility() == Visibility.PUBLIC && !event.automated();
    }

    private void status(ServiceEvent event, List<ServiceEvent> soFar) {
        Status before = status;
        status = event.status() == null ? before : event.status();
        if (status == null || before == status) {
            return;
        }
        if (status == Status.CLOSED) {
            happens("cases.closed", event, 1);
            // nobody waits for a reply any more
            repliedBefore = true;
            askedAt = Long.MIN_VALUE;
        }
        if (status.isDone() && !before.isDone()) {
            solved(event, soFar);
        }
        if (before.isDone() && !status.isDone()) {
            happens("cases.reopened", event, 1);
            if (firstSolved != null
                    && event.time() - firstSolved.time() <= Duration.ofDays(7).toMillis()) {
                happenings.add(new Happening(firstSolved.queue(), "cases_interval.reopened", firstSolved.time(), 1));
            }
            firstSolved = null;
        }
    }

    private void solved(ServiceEvent event, List<ServiceEvent> soFar) {
        happens("cases.solved", event, 1);
        if (moved) {
            happens("cases.transferred", event, 1);
        }
        happens("sla.resolution.time", event, NaiveTickets.seconds(soFar, "resolution"));
        for (String clock : timed) {
            happens("sla." + clock + ".time", event, NaiveTickets.seconds(soFar, clock));
        }
        if (!solvedBefore) {
            solvedBefore = true;
            happens("sla.first_resolution.time", event, (event.time() - created) / 1_000);
            happens("cases_interval.solved", event, 1);
            if (moved) {
                happens("cases_interval.transferred", event, 1);
            }
            firstSolved = new Happening(queue, "", event.time(), 1);
        }
    }

    private void message(ServiceEvent event) {
        if (isPublic(event, Actor.CUSTOMER)) {
            askedAt = askedAt == Long.MIN_VALUE ? event.time() : askedAt;
        } else if (isPublic(event, Actor.AGENT)) {
            if (created != Long.MIN_VALUE && !repliedBefore) {
                happens("sla.first_reply.time", event, (event.time() - created) / 1_000);
            } else if (askedAt != Long.MIN_VALUE) {
                happens("sla.next_reply.time", event, (event.time() - askedAt) / 1_000);
            }
            repliedBefore = true;
            askedAt = Long.MIN_VALUE;
        }
    }

    private void happens(String what, ServiceEvent event, long seconds) {
        happenings.add(new Happening(queue, what, event.time(), seconds));
    }

    private Set<String> whatIsSo() {
        Set<String> now = new LinkedHashSet<>();
        if (status != null && !status.isDone()) {
            now.add(
                    status == Status.NEW
                            ? "cases.open"
                            : "cases." + status.name().toLowerCase(Locale.ROOT));
            if (status == Status.NEW) {
                now.add("cases.new");
            }
            if (agent == null && !chat) {
                now.add("cases.unassigned");
            }
            now.add("sla.resolution.running");
            timed.forEach(clock -> now.add("sla." + clock + ".running"));
        }
        if (created != Long.MIN_VALUE && !repliedBefore) {
            now.add("sla.first_reply.running");
        } else if (askedAt != Long.MIN_VALUE) {
            now.add("sla.next_reply.running");
        }
        return now;
    }
}
