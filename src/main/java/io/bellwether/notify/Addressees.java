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

    /**
     * A group of a receiver, as in {@link Notification}.
     *
     * @param stepSince of one who is told as a step of an escalation, since when its time runs, epoch ms processing time; else 0
     */
    public record Address(
            String receiver, String groupKey, Map<String, String> group, GroupTimes times, long stepSince) {

        Address since(long millis) {
            return new Address(receiver, groupKey, group, times, millis);
        }
    }

    /** Since when the time of a receiver's step runs; 0 where it has none yet. */
    long stepSince(String receiver) {
        return all.stream()
                .filter(address -> address.receiver().equals(receiver))
                .mapToLong(Address::stepSince)
                .filter(since -> since > 0)
                .min()
                .orElse(0);
    }
}
