package io.bellwether.replay;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.replay.NaiveLog.Happening;
import io.bellwether.replay.NaiveLog.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** For how long each queue has had a ticket: clock {@code group_ownership} a second time. */
final class NaiveOwnership {

    private final List<Happening> happenings = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();

    NaiveOwnership(Collection<List<ServiceEvent>> tickets) {
        tickets.forEach(this::read);
    }

    List<Happening> happenings() {
        return happenings;
    }

    List<Span> spans() {
        return spans;
    }

    private void read(List<ServiceEvent> events) {
        Status status = Status.NEW;
        String queue = null;
        boolean owned = false;
        long workedMillis = 0;
        for (int i = 0; i < events.size(); i++) {
            ServiceEvent event = events.get(i);
            boolean moves = event.queue() != null && !event.queue().equals(queue);
            String had = queue;
            queue = event.queue() == null ? queue : event.queue();
            status = event.status() == null || event.type() == EventType.TICKET_CREATED ? status : event.status();
            if (owned && (moves || status.isDone())) {
                happenings.add(new Happening(had, "sla.group_ownership.time", event.time(), workedMillis / 1_000));
            }
            workedMillis = moves ? 0 : workedMillis;
            owned = queue != null && !status.isDone();
            if (owned && i + 1 < events.size()) {
                long next = events.get(i + 1).time();
                workedMillis += status == Status.NEW || status == Status.OPEN ? next - event.time() : 0;
                if (next > event.time()) {
                    spans.add(new Span(queue, "sla.group_ownership.running", event.time(), next, 0));
                }
            } else if (owned) {
                spans.add(new Span(queue, "sla.group_ownership.running", event.time(), Long.MAX_VALUE, 0));
            }
        }
    }
}
