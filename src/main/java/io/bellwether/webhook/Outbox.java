package io.bellwether.webhook;

import io.bellwether.notify.Change;
import io.bellwether.notify.Entry;
import io.bellwether.notify.Notification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The keyed state of the delivery: what waits, and which episodes the receiver was told of and not of their end.
 *
 * <p>Owned by {@link DeliveryOperator}, which sets the key. A group that has nothing to say and whose receiver holds nothing
 * for firing leaves no state. No time to live: an alert may fire for months, and its end must still find the receiver.
 */
final class Outbox {

    static final ValueStateDescriptor<Head> HEAD =
            new ValueStateDescriptor<>("deliveryHead", TypeInformation.of(Head.class));
    private static final MapStateDescriptor<Long, Entry> ENTRIES =
            new MapStateDescriptor<>("deliveryEntries", Types.LONG, TypeInformation.of(Entry.class));
    private static final MapStateDescriptor<String, Long> TOLD =
            new MapStateDescriptor<>("deliveryTold", Types.STRING, Types.LONG);

    private final ValueState<Head> head;
    private final MapState<Long, Entry> entries;
    private final MapState<String, Long> told;

    Outbox(KeyedStateStore store) {
        head = store.getState(HEAD);
        entries = store.getMapState(ENTRIES);
        told = store.getMapState(TOLD);
    }

    /** Null for a group without state. */
    Head head() throws Exception {
        return head.value();
    }

    void head(Head changed) throws Exception {
        head.update(changed);
    }

    boolean isTold(String episode) throws Exception {
        return told.contains(episode);
    }

    Head append(Head to, Notification notification, long now) throws Exception {
        Entry entry = new Entry(to.nextOrder(), notification.change(), notification.primary(), now, false);
        entries.put(entry.order(), entry);
        return to.appended();
    }

    /** All entries by order of arrival. */
    List<Entry> entries() throws Exception {
        List<Entry> sorted = new ArrayList<>();
        for (Entry entry : entries.values()) {
            sorted.add(entry);
        }
        sorted.sort(Comparator.comparingLong(Entry::order));
        return sorted;
    }

    void put(Entry entry) throws Exception {
        entries.put(entry.order(), entry);
    }

    void remove(Entry entry) throws Exception {
        entries.remove(entry.order());
    }

    /** Notes that the receiver heard of a change. Returns by how much the number of told episodes grew. */
    int tell(Change change) throws Exception {
        boolean was = told.contains(change.episode());
        if (change.kind() == Change.Kind.RESOLVED) {
            told.remove(change.episode());
            return was ? -1 : 0;
        }
        told.put(change.episode(), change.seq());
        return was ? 0 : 1;
    }

    /** Notes that an episode's end will not be told. */
    int forget(Change change) throws Exception {
        boolean was = told.contains(change.episode());
        told.remove(change.episode());
        return was ? -1 : 0;
    }

    void clear() {
        head.clear();
        entries.clear();
        told.clear();
    }
}
