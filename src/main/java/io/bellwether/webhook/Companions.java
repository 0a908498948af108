package io.bellwether.webhook;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Groups that go along in the message of another one while a receiver's messages are short. In memory of one subtask only:
 * after a restart each group goes by itself once.
 */
final class Companions {

    private final Groups groups;
    private final Outbox outbox;
    private final Packer packer;
    private final Abandonment abandonment;
    private final Flights flights;
    /** Those that go by themselves, since a message that told of several was refused: who of them is to blame shows then. */
    private final Set<String> alone = new HashSet<>();

    Companions(Groups groups, Outbox outbox, Packer packer, Abandonment abandonment, Flights flights) {
        this.groups = groups;
        this.outbox = outbox;
        this.packer = packer;
        this.abandonment = abandonment;
        this.flights = flights;
    }

    /**
     * Where messages have become short, what waits in other groups goes along, until the message is long enough.
     *
     * @param parcels what goes, of one group so far; it takes those of the others
     */
    void join(List<Parcel> parcels, Recipient recipient, long now) throws Exception {
        if (alone.contains(parcels.get(0).key())) {
            return;
        }
        int changes = parcels.get(0).entries().size();
        boolean isShort = recipient.gate().isShort(now);
        while (isShort && changes < Math.min(Packer.ENOUGH_CHANGES, recipient.maxChanges())) {
            String key = recipient.gate().companion(alone);
            if (key == null) {
                return;
            }
            groups.turnTo(key);
            Head head = outbox.head();
            if (head == null || head.size() == 0 || head.isFlying() || flights.isFlying(key)) {
                continue;
            }
            Parcel parcel = packer.reduce(key, abandonment.expired(head, key, now), now);
            if (parcel.entries().isEmpty()) {
                groups.settle(parcel.head(), now);
            } else {
                parcels.add(packer.launch(parcel, recipient.maxChanges(), now));
                changes += parcel.entries().size();
            }
        }
    }

    /** From now on each goes by itself, until it is {@link #judged}. */
    void part(Collection<String> keys) {
        alone.addAll(keys);
    }

    /** The receiver has said of the group what it thinks of it, or there is nothing left to say. */
    void judged(String key) {
        alone.remove(key);
    }
}
