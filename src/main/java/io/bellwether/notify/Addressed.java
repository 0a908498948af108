package io.bellwether.notify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A transition with its addresses.
 *
 * @param notifications one for each group that is to hear of it
 * @param after what to keep of the episode; null when it is over, or nobody was addressed
 */
public record Addressed(List<Notification> notifications, Addressees after) {

    /**
     * The same where the time of a step runs since the receiver first had one in the episode: it does not begin anew when the
     * alert comes to another group of the receiver, such as by its severity.
     *
     * @param before who was addressed so far, or null
     * @param now epoch ms processing time
     */
    public Addressed timed(Addressees before, long now) {
        if (after == null) {
            return this;
        }
        boolean known = before != null && before.startsAt() == after.startsAt();
        Map<String, Long> since = new HashMap<>();
        List<Notification> timed = new ArrayList<>();
        for (Notification one : notifications) {
            if (one.afterMillis() == 0) {
                timed.add(one);
                continue;
            }
            long first = known ? before.stepSince(one.receiver()) : 0;
            long began = first == 0 ? now : Math.min(first, now);
            since.put(one.groupKey(), began);
            timed.add(one.after(Math.max(1, one.afterMillis() - (now - began))));
        }
        List<Addressees.Address> all = after.all().stream()
                .map(address -> address.since(since.getOrDefault(address.groupKey(), address.stepSince())))
                .toList();
        return new Addressed(timed, new Addressees(after.startsAt(), all));
    }
}
