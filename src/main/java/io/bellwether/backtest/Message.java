package io.bellwether.backtest;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Addressed;
import io.bellwether.notify.Addressees;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Routing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message that a receiver would get: what a group had to say then. Grouping, waiting, intervals and repetitions are those
 * of the routes, decided as by the delivery, with the time of events for that of clocks. Every message arrives at once, nothing
 * is muted, and nobody acknowledges; steps of escalations are left out.
 *
 * @param receiver its name in the routing file
 * @param at epoch ms
 * @param changes that it tells, repetitions counted
 */
public record Message(String receiver, long at, int changes) {

    /** The messages that tell of changes, in the order of time. */
    static List<Message> of(Iterable<Transition> changes, Routing routing, long endOfHistory) {
        Map<String, List<Notification>> groups = new LinkedHashMap<>();
        Map<String, Addressees> told = new HashMap<>();
        for (Transition change : changes) {
            Addressed addressed = routing.address(change, told.get(change.alertId()));
            told.put(change.alertId(), addressed.after());
            for (Notification notification : addressed.notifications()) {
                if (notification.afterMillis() == 0) {
                    groups.computeIfAbsent(notification.groupKey(), key -> new ArrayList<>())
                            .add(notification);
                }
            }
        }
        List<Message> messages = new ArrayList<>();
        groups.values().forEach(group -> new GroupCourse(messages).run(group, endOfHistory));
        messages.sort(Comparator.comparingLong(Message::at).thenComparing(Message::receiver));
        return messages;
    }
}
