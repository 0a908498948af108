package io.bellwether.webhook;

import io.bellwether.notify.Entry;
import io.bellwether.notify.LastWord;
import io.bellwether.notify.NotifyDecision;
import io.bellwether.notify.Rounds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Has a group that has nothing new to say repeat what still fires, when its route's {@code repeat_interval} is over. */
final class Reminders {

    private final Outbox outbox;

    Reminders(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The current group with the time at which to look for what is to be repeated; 0 where nothing is. */
    Head scheduled(Head head, long now) {
        long repeat = head.told() == 0 ? 0 : head.times().repeatMillis();
        long at = repeat == 0
                ? 0
                : head.rounds().repeatAt() == 0 ? now + repeat : head.rounds().repeatAt();
        return head.in(head.rounds().lookAt(at));
    }

    /** Leaves the current group, which has nothing to say, until something is to be said again. */
    void rest(Head head, Groups groups, long now) throws Exception {
        NotifyDecision decision = NotifyDecision.of(new Parcel(groups.key(), head, List.of(), 0).situation(), now);
        Head then = decision.action() == NotifyDecision.Action.REPEAT ? repeat(head, now) : head;
        outbox.head(then);
        if (then.size() > 0) {
            groups.advance(now);
        } else if (then.rounds().repeatAt() > 0) {
            groups.wakeAt(then.rounds().repeatAt());
        }
    }

    /**
     * Puts what is due into the outbox, and what would be due before the next message may go along with it; but not that of
     * which something newer waits.
     *
     * @return the group with what it has to say; of the same size where nothing is due yet
     */
    Head repeat(Head quiet, long now) throws Exception {
        Head head = quiet;
        long repeat = head.times().repeatMillis();
        long due = now - repeat + Math.min(head.times().intervalMillis(), repeat / 2);
        long next = now + repeat;
        Rounds rounds = head.rounds().repeated();
        Set<String> waiting = new HashSet<>();
        for (Entry entry : outbox.entries()) {
            waiting.add(entry.change().episode());
        }
        for (LastWord told : outbox.open()) {
            if (told.saidAt() > due) {
                next = Math.min(next, told.saidAt() + repeat);
            } else if (!waiting.contains(told.change().episode())) {
                head = outbox.append(head, new Entry(0, told.change().again(rounds.repeats()), true, now, false));
            }
        }
        boolean any = head.size() > quiet.size();
        return head.in((any ? rounds : quiet.rounds()).lookAt(next)).due(now);
    }
}
