package io.bellwether.replay;

import io.bellwether.event.Actor;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.replay.NaiveLog.Happening;
import io.bellwether.replay.NaiveLog.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** First contact resolution a second time: whether customers come back within seven days, by a look at all their contacts. */
final class NaiveReturns {

    private static final long WITHIN = Duration.ofDays(7).toMillis();

    private record Moment(String caseId, String queue, String topic, long time) {

        boolean isBackAbout(Moment solved) {
            boolean same =
                    caseId.equals(solved.caseId) || topic == null || solved.topic == null || topic.equals(solved.topic);
            return same && time > solved.time && time <= solved.time + WITHIN;
        }
    }

    private final Map<String, List<Moment>> contacts = new HashMap<>();
    private final Map<String, List<Moment>> solved = new HashMap<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();

    NaiveReturns(Collection<List<ServiceEvent>> cases) {
        cases.forEach(this::read);
        solved.forEach((customer, all) -> all.forEach(one -> judge(one, contacts.getOrDefault(customer, List.of()))));
        contacts.forEach(
                (customer, all) -> all.forEach(contact -> count(contact, solved.getOrDefault(customer, List.of()))));
    }

    List<Happening> happenings() {
        return happenings;
    }

    List<Span> spans() {
        return spans;
    }

    private void read(List<ServiceEvent> events) {
        String queue = null;
        String topic = null;
        Status status = null;
        boolean begun = false;
        for (ServiceEvent event : events) {
            String customer = (String) event.get(EventField.CUSTOMER_ID);
            String whose = customer == null ? "case " + event.caseId() : "customer " + customer;
            queue = event.queue() == null ? queue : event.queue();
            topic = event.dimension("category") == null ? topic : event.dimension("category");
            Moment now = new Moment(event.caseId(), queue, topic, event.time());
            boolean begins = event.type() == EventType.TICKET_CREATED
                    || event.type() == EventType.CHAT_MESSAGE && event.actor() == Actor.CUSTOMER;
            if (begins && !begun) {
                begun = true;
                status = Status.NEW;
                if (customer != null) {
                    contacts.computeIfAbsent(whose, key -> new ArrayList<>()).add(now);
                }
            }
            Status next = event.status() == null ? status : event.status();
            if (status != null && status.isDone() && !next.isDone()) {
                contacts.computeIfAbsent(whose, key -> new ArrayList<>()).add(now);
            }
            if (next != null && next.isDone() && !status.isDone()) {
                solved.computeIfAbsent(whose, key -> new ArrayList<>()).add(now);
            }
            status = next;
        }
    }

    private void judge(Moment one, List<Moment> ofCustomer) {
        long end = one.time() + WITHIN;
        long back = ofCustomer.stream()
                .filter(contact -> contact.isBackAbout(one))
                .mapToLong(Moment::time)
                .min()
                .orElse(Long.MAX_VALUE);
        String verdict = back <= end ? "resolution.unresolved" : "resolution.resolved";
        happenings.add(new Happening(one.queue(), verdict, end, 1));
        spans.add(new Span(one.queue(), "resolution.pending", one.time(), Math.min(back, end), one.time()));
        if (back < end) {
            spans.add(new Span(one.queue(), "resolution.returned", back, end, one.time()));
        }
    }

    private void count(Moment contact, List<Moment> ofCustomer) {
        happenings.add(new Happening(contact.queue(), "resolution.contacts", contact.time(), 1));
        if (ofCustomer.stream().anyMatch(contact::isBackAbout)) {
            happenings.add(new Happening(contact.queue(), "resolution.repeats", contact.time(), 1));
        }
    }
}
