package io.bellwether.webhook;

import io.bellwether.notify.Rounds;
import io.bellwether.notify.Told;

/** Has a group that has nothing new to say repeat what still fires, when its route's {@code repeat_interval} is over. */
final class Reminders {

    private final Outbox outbox;

    Reminders(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The current group as it waits, with the time at which it has to be looked at; none where nothing is to be repeated. */
    Head resting(Head head, long now) {
        long repeat = head.times().repeatMillis();
        long at = repeat == 0
                ? 0
                : head.rounds().repeatAt() == 0 ? now + repeat : head.rounds().repeatAt();
        return head.due(0).in(head.rounds().lookAt(at));
    }

    /**
     * Puts what is due into the outbox, and what would be due before the next message may go along with it.
     *
     * @return the group with what it has to say; of the same size where nothing is due yet
     */
    Head repeat(Head resting, long now) throws Exception {
        Head head = resting;
        long repeat = head.times().repeatMillis();
        long due = now - repeat + Math.min(head.times().intervalMillis(), repeat / 2);
        long next = now + repeat;
        Rounds rounds = head.rounds().repeated();
        for (Told told : outbox.open()) {
            if (told.saidAt() <= due) {
                head = outbox.append(head, told.change().again(rounds.repeats()), true, now);
            } else {
                next = Math.min(next, told.saidAt() + repeat);
            }
        }
        boolean any = head.size() > resting.size();
        return head.in((any ? rounds : resting.rounds()).lookAt(next)).due(now);
    }
}
