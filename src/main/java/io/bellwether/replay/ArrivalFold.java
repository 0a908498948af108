package io.bellwether.replay;

import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.SeenIds;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.queue.Contact;
import io.bellwether.queue.Contacts;
import io.bellwether.queue.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What comes to queues, out of events in the order of time: each contact that enters a queue, as {@code queue_interval} counts what is
 * offered, and each ticket that is created. Beside it how long agents had the contacts.
 *
 * <p>Of a case as much is kept as the next of its events needs, and for as long as an event that is sent again is known.
 */
final class ArrivalFold {

    /** Between two looks for cases that are over. */
    private static final long SWEEP = 3_600_000;

    /** So many times as long a contact is remembered that nobody has ended. */
    private static final int OPEN = 10;

    /** What a customer writes so soon after the end of a chat, ms, does not begin it again. */
    private static final long LAST_WORDS = 600_000;

    private final ArrivalListener out;
    private final long memoryMillis;
    private final Map<SourceId, Case> cases = new HashMap<>();
    private long sweptAt = Long.MIN_VALUE;
    /** What is of one time, until all of it is known: it is folded in the order of the fold, whatever that of the files. */
    private final List<ServiceEvent> now = new ArrayList<>();

    private static final class Case {
        private final SeenIds seen = new SeenIds();
        private String queue;
        private Contact contact;
        private boolean chat;
        private boolean begun;
        private boolean over;
        private boolean removed;
        private long overSince;
        private long lastAt;
    }

    /** @param memoryMillis how long a case that rests is remembered */
    ArrivalFold(ArrivalListener out, long memoryMillis) {
        this.out = out;
        this.memoryMillis = memoryMillis;
    }

    void take(ServiceEvent event) {
        if (event.caseId() == null) {
            return;
        }
        if (!now.isEmpty() && now.get(0).time() != event.time()) {
            finish();
        }
        now.add(event);
    }

    /** Nothing more is to come of the time of the last event. */
    void finish() {
        now.sort(ServiceEvent.FOLD_ORDER);
        now.forEach(this::fold);
        now.clear();
    }

    private void fold(ServiceEvent event) {
        sweep(event.time());
        Case of = cases.computeIfAbsent(EventKeys.caseOf(event), id -> new Case());
        if (!of.seen.add(event, event.time(), memoryMillis)) {
            return;
        }
        of.lastAt = event.time();
        Turn turn = of.removed ? Turn.NONE : Contacts.turn(of.contact, event, of.queue, of.over);
        boolean removes = event.type() == EventType.TICKET_MERGED || event.type() == EventType.TICKET_DELETED;
        if (event.queue() != null && (!removes || !of.begun)) {
            of.queue = event.queue();
        }
        if (!turn.isNone()) {
            turn(of, turn, event.time());
        }
        life(of, event);
    }

    private void turn(Case of, Turn turn, long time) {
        Contact before = turn.before();
        if (turn.offered()) {
            out.arrived(turn.after().queue(), time);
        }
        if (turn.left() == Turn.Left.FINISHED) {
            out.handled(before.queue(), before.begunAt(), time - before.assignedAt(), 1);
        } else if (turn.left() == null
                && before != null
                && turn.after() != null
                && !turn.after().isOpen()) {
            long more = turn.after().handleMillis() - before.handleMillis();
            out.handled(before.queue(), before.begunAt(), more, 0);
        }
        of.contact = turn.after();
    }

    /** Whether the case is over, as far as that decides what begins a stay. */
    private void life(Case of, ServiceEvent event) {
        of.chat |= event.type().ofChat();
        switch (event.type()) {
            case TICKET_CREATED -> {
                if (!of.begun && !of.removed) {
                    out.arrived(of.queue, event.time());
                    begins(of);
                    over(of, event.status(), event.time());
                }
            }
            case CHAT_STARTED, CHAT_QUEUED -> begins(of);
            case CHAT_HANDOFF, CHAT_ASSIGNED, CHAT_TRANSFERRED -> of.begun = true;
            case CHAT_MESSAGE -> {
                boolean back = of.over && of.chat && event.time() - of.overSince > LAST_WORDS;
                if (event.isQuestion() && (back || !of.begun)) {
                    begins(of);
                }
            }
            case TICKET_STATUS_CHANGED, TICKET_UPDATED -> over(of, event.status(), event.time());
            case CHAT_ABANDONED, CHAT_ENDED -> over(of, Status.CLOSED, event.time());
            case TICKET_MERGED, TICKET_DELETED -> of.removed = true;
            default -> {}
        }
    }

    private static void begins(Case of) {
        of.begun = true;
        of.over = false;
    }

    private static void over(Case of, Status status, long time) {
        if (status != null) {
            of.begun = true;
            of.overSince = of.over == status.isDone() ? of.overSince : time;
            of.over = status.isDone();
        }
    }

    private void sweep(long at) {
        if (sweptAt == Long.MIN_VALUE || at - sweptAt > SWEEP) {
            sweptAt = at;
            cases.values().removeIf(of -> {
                boolean open = of.contact != null && of.contact.isOpen();
                return at - of.lastAt > (open ? OPEN : 1) * memoryMillis;
            });
        }
    }
}
