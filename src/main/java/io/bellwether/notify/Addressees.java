package io.bellwether.notify;

import java.util.List;
import java.util.Map;

/**
 * Where the changes of one episode were sent so far: who may hold it for firing and has to hear of its end, whatever the
 * routing file says by then. Kept in state.
 *
 * @param startsAt of the episode, epoch ms event time
 * @param all in the order in which they were first addressed
 */
public record Addressees(long startsAt, List<Address> all) {

    /** A group of a receiver, as in {@link Notification}. */
    public record Address(String receiver, String groupKey, Map<String, String> group, GroupTimes times) {}
}
