package io.bellwether.webhook;

import io.bellwether.control.Acknowledgement;
import io.bellwether.notify.Change;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.Entry;
import io.bellwether.notify.LastWord;
import io.bellwether.notify.Silencing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Tells those who were told of an alert that somebody sees to it: who reads that need not. Nobody else hears of it, nor of that
 * of which something newer waits, for that will say so itself.
 */
final class Announcements {

    private final Groups groups;
    private final Outbox outbox;

    Announcements(Groups groups, Outbox outbox) {
        this.groups = groups;
        this.outbox = outbox;
    }

    /**
     * What follows for groups from something that was just taken.
     *
     * @param keys of all groups, asked for where they are needed
     */
    void tell(Circumstance taken, Callable<List<String>> keys, long now) throws Exception {
        if (!(taken instanceof Circumstance.OfCommand said) || !(said.command() instanceof Acknowledgement ack)) {
            return;
        }
        for (String key : keys.call()) {
            groups.turnTo(key);
            Head head = outbox.head();
            Head after = append(head, ack, now);
            if (after.size() == head.size()) {
                continue;
            }
            boolean starts = head.size() == 0 || head.held() || head.waitsForNextMessage(now);
            outbox.head(starts ? after.roused().due(now) : after);
            if (starts) {
                groups.advance(now);
            }
        }
    }

    private Head append(Head head, Acknowledgement ack, long now) throws Exception {
        if (head.told() == 0 || head.size() >= Outbox.MAX_ENTRIES / 2) {
            return head;
        }
        Set<String> waiting = new HashSet<>();
        for (Entry entry : outbox.entries()) {
            waiting.add(entry.change().episode());
        }
        Head after = head;
        for (LastWord told : outbox.open()) {
            Change change = told.change();
            if (!waiting.contains(change.episode()) && ack.isAbout(Silencing.occurrence(change.transition()))) {
                after = outbox.append(after, new Entry(0, change.seen(ack), true, now, false));
            }
        }
        return after;
    }
}
