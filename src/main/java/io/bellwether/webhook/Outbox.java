package io.bellwether.webhook;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Change;
import io.bellwether.notify.Entry;
import io.bellwether.notify.EntryCodec;
import io.bellwether.notify.LastWord;
import io.bellwether.notify.LastWordCodec;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The keyed state of the delivery: what waits, and which episodes the receiver was told of and not of their end.
 *
 * <p>Owned by {@link DeliveryOperator}, which sets the key. A group that has nothing to say and whose receiver holds nothing
 * for firing leaves no state. No time to live: an alert may fire for months, and its end must still find the receiver.
 */
final class Outbox {

    /** A group keeps no more changes than this; the oldest tenth is given up when it is reached. */
    static final int MAX_ENTRIES = 10_000;

    static final ValueStateDescriptor<Head> HEAD =
            new ValueStateDescriptor<>("deliveryHead", CodecTypeInfo.of(HeadCodec.INSTANCE));
    private static final MapStateDescriptor<Long, Entry> ENTRIES =
            new MapStateDescriptor<>("deliveryEntries", Types.LONG, CodecTypeInfo.of(EntryCodec.INSTANCE));
    private static final MapStateDescriptor<String, Long> TOLD =
            new MapStateDescriptor<>("deliveryTold", Types.STRING, Types.LONG);

    private static final MapStateDescriptor<String, LastWord> OPEN =
            new MapStateDescriptor<>("deliveryOpen", Types.STRING, CodecTypeInfo.of(LastWordCodec.INSTANCE));

    private final ValueState<Head> head;
    private final MapState<Long, Entry> entries;
    private final MapState<String, Long> told;
    private final MapState<String, LastWord> open;

    Outbox(KeyedStateStore store) {
        head = store.getState(HEAD);
        entries = store.getMapState(ENTRIES);
        told = store.getMapState(TOLD);
        open = store.getMapState(OPEN);
    }

    /** The keys of all groups that have state. */
    static List<String> keys(KeyedStateBackend<String> backend) throws Exception {
        List<String> keys = new ArrayList<>();
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, HEAD, (key, state) -> keys.add(key));
        return keys;
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

    Head append(Head to, Entry entry) throws Exception {
        entries.put(to.nextOrder(), entry.at(to.nextOrder()));
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

    /** The entry that waits for longest and is not held back. */
    Optional<Entry> oldest() throws Exception {
        return entries().stream().filter(entry -> !entry.held()).findFirst();
    }

    /** The entries of the request under way, by order of arrival. */
    List<Entry> flying(Head of) throws Exception {
        return entries().stream()
                .filter(entry -> entry.order() < of.flightEnd())
                .toList();
    }

    /** The episodes of these entries that the receiver holds for firing. */
    Set<String> told(List<Entry> waiting) throws Exception {
        Set<String> known = new HashSet<>();
        for (Entry entry : waiting) {
            String episode = entry.change().episode();
            if (told.contains(episode)) {
                known.add(episode);
            }
        }
        return known;
    }

    /** Puts what is left in the place of what waited. */
    Head replace(Head of, List<Entry> waiting, List<Entry> left) throws Exception {
        for (Entry entry : waiting) {
            entries.remove(entry.order());
        }
        for (Entry entry : left) {
            entries.put(entry.order(), entry);
        }
        return of.counted(left.size(), of.told());
    }

    /** Takes what was under way out and notes that the receiver heard of it. */
    Head deliver(Head of, List<Entry> flown, long now) throws Exception {
        int known = of.told();
        for (Entry entry : flown) {
            known += tell(entry.change(), now);
            remove(entry);
        }
        return of.counted(of.size() - flown.size(), known);
    }

    /** Notes of what was under way that the receiver may have it although it did not say so. */
    void attempted(Head of) throws Exception {
        for (Entry entry : flying(of)) {
            entries.put(entry.order(), entry.attempted());
        }
    }

    /** Keeps an entry in the place of the one of its order. */
    void keep(Entry entry) throws Exception {
        entries.put(entry.order(), entry);
    }

    void remove(Entry entry) throws Exception {
        entries.remove(entry.order());
    }

    /** Notes that the receiver heard of a change. Returns by how much the number of told episodes grew. */
    int tell(Change change, long now) throws Exception {
        boolean was = told.contains(change.episode());
        if (change.kind() == Transition.Kind.RESOLVED) {
            told.remove(change.episode());
            open.remove(change.episode());
            return was ? -1 : 0;
        }
        LastWord before = change.repeated() ? open.get(change.episode()) : null;
        open.put(change.episode(), before == null ? new LastWord(change, now) : before.again(now));
        told.put(change.episode(), change.transition().seq());
        return was ? 0 : 1;
    }

    /** Notes that an episode's end will not be told. */
    int forget(Change change) throws Exception {
        boolean was = told.contains(change.episode());
        told.remove(change.episode());
        open.remove(change.episode());
        return was ? -1 : 0;
    }

    /** The newest that the receiver knows of each episode that goes on, but for what it was told before this was kept. */
    List<LastWord> open() throws Exception {
        List<LastWord> all = new ArrayList<>();
        open.values().forEach(all::add);
        all.sort(Comparator.comparingLong(LastWord::saidAt)
                .thenComparing(one -> one.change().episode()));
        return all;
    }

    /** Whatever of the group is later than now is of a clock that was ahead: all its times are moved by as much. */
    void setBack(long now) throws Exception {
        Head present = head.value();
        List<Entry> waiting = entries();
        long newest = present.rounds().beganAt();
        for (Entry entry : waiting) {
            newest = Math.max(newest, entry.arrivedAt());
        }
        for (LastWord word : open()) {
            newest = Math.max(newest, word.saidAt());
        }
        long by = newest - now;
        if (by <= 0) {
            return;
        }
        head.update(present.earlier(by));
        for (Entry entry : waiting) {
            entries.put(entry.order(), entry.earlier(by));
        }
        for (LastWord word : open()) {
            open.put(word.change().episode(), word.earlier(by));
        }
    }

    void clear() {
        head.clear();
        entries.clear();
        told.clear();
        open.clear();
    }
}
