package io.bellwether.backtest;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Change;
import io.bellwether.notify.Coalesced;
import io.bellwether.notify.Entry;
import io.bellwether.notify.GroupTimes;
import io.bellwether.notify.Notification;
import io.bellwether.notify.NotifyDecision;
import io.bellwether.notify.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one group of a receiver would have been told in a history, message by message. */
final class GroupCourse {

    private static final long NEVER = Long.MAX_VALUE;

    private final List<Message> messages;
    private final List<Entry> waiting = new ArrayList<>();
    /** By episode what the receiver was told last, and when. */
    private final Map<String, Said> told = new TreeMap<>();

    private Rounds rounds = Rounds.NONE;
    private GroupTimes times;
    private String receiver;
    private long nextOrder;
    /** Until when it gathers. */
    private long dueAt;

    private record Said(Change change, long at) {}

    /** @param messages where those of the group are added */
    GroupCourse(List<Message> messages) {
        this.messages = messages;
    }

    /** @param notifications of the group, in the order of time; at least one */
    void run(List<Notification> notifications, long endOfHistory) {
        receiver = notifications.get(0).receiver();
        long next = NEVER;
        for (int i = 0; i < notifications.size(); ) {
            long now = notifications.get(i).change().transition().at();
            while (next < now) {
                next = advance(next);
            }
            for (;
                    i < notifications.size()
                            && notifications.get(i).change().transition().at() == now;
                    i++) {
                take(notifications.get(i), now);
            }
            next = advance(now);
        }
        while (next <= endOfHistory) {
            next = advance(next);
        }
    }

    /** A page gathers for as long as others, but does not wait for the next message of its group. */
    private void take(Notification notification, long now) {
        times = notification.times();
        if (waiting.isEmpty() || notification.change().isOfPage() && now >= dueAt) {
            dueAt = now + times.waitMillis();
        }
        waiting.add(new Entry(nextOrder++, notification.change(), notification.primary(), now, false));
    }

    /** Says what is to be said, and when to look again. */
    private long advance(long now) {
        while (true) {
            List<Entry> keep = Coalesced.of(waiting, told::containsKey).keep();
            waiting.clear();
            waiting.addAll(keep);
            NotifyDecision decision =
                    NotifyDecision.of(new NotifyDecision.Group(keep, told.size(), false, dueAt, rounds, times), now);
            switch (decision.action()) {
                case SEND -> send(now);
                case REPEAT -> repeat(now);
                case WAIT_FOR_TIME -> {
                    return decision.at();
                }
                default -> {
                    return NEVER;
                }
            }
        }
    }

    private void send(long now) {
        rounds = rounds.sent(waiting.get(0).order(), nextOrder, now);
        messages.add(new Message(receiver, now, waiting.size()));
        for (Entry entry : waiting) {
            Change change = entry.change();
            if (change.kind() == Transition.Kind.RESOLVED) {
                told.remove(change.episode());
            } else {
                told.put(change.episode(), new Said(change, now));
            }
        }
        waiting.clear();
        long repeat = told.isEmpty() ? 0 : times.repeatMillis();
        rounds = rounds.lookAt(repeat == 0 ? 0 : rounds.repeatAt() == 0 ? now + repeat : rounds.repeatAt());
    }

    /** What would be due before the next message goes along. */
    private void repeat(long now) {
        long repeat = times.repeatMillis();
        long due = now - repeat + Math.min(times.intervalMillis(), repeat / 2);
        long next = now + repeat;
        Rounds again = rounds.repeated();
        for (Said said : told.values()) {
            if (said.at() > due) {
                next = Math.min(next, said.at() + repeat);
            } else {
                waiting.add(new Entry(nextOrder++, said.change().again(again.repeats()), true, now, false));
            }
        }
        dueAt = now;
        rounds = (waiting.isEmpty() ? rounds : again).lookAt(next);
    }
}
