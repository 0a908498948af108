package io.bellwether.gateway.backfill;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.file.SortedRuns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Puts events of any number in the order of their time, in bounded memory. An event that is there twice comes out once. */
final class TimeOrder {

    private static final String RUNS = "events";
    private static final EventType[] TYPES = EventType.values();
    /** In a key, behind the time and the type. */
    private static final int NAME_AT = Long.BYTES + Integer.BYTES;

    /** Takes what comes out. */
    interface Taker {
        /**
         * The next.
         *
         * @param key of its record in Kafka
         * @param event as canonical JSON
         */
        void take(EventType type, byte[] key, byte[] event) throws IOException;
    }

    private final Path folder;
    private final SortedRuns runs;
    private final EventEncoder encoder = new EventEncoder();
    private final Set<EventType> types = EnumSet.noneOf(EventType.class);
    private long added;

    /** @param folder for what does not fit into memory; whoever has it removes it */
    TimeOrder(Path folder) {
        this(folder, new SortedRuns(folder, RUNS, false));
    }

    TimeOrder(Path folder, long memory) {
        this(folder, new SortedRuns(folder, RUNS, false, memory));
    }

    private TimeOrder(Path folder, SortedRuns runs) {
        this.folder = folder;
        this.runs = runs;
    }

    void add(ServiceEvent event) throws IOException {
        byte[] key = EventKeys.recordOf(event).getBytes(StandardCharsets.UTF_8);
        byte[] json = encoder.encode(event);
        runs.add(
                key(event),
                ByteBuffer.allocate(Integer.BYTES + key.length + json.length)
                        .putInt(key.length)
                        .put(key)
                        .put(json)
                        .array());
        types.add(event.type());
        added++;
    }

    /** The types of all that were added. */
    Set<EventType> types() {
        return Collections.unmodifiableSet(types);
    }

    /** How many were added, those twice that are there twice. */
    long added() {
        return added;
    }

    /** Time, type, source and id, so that their bytes have the order of events. */
    private static byte[] key(ServiceEvent event) {
        byte[] name = (event.source() + '\0' + event.id()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(NAME_AT + name.length)
                .putLong(event.time() ^ Long.MIN_VALUE)
                .putInt(event.type().ordinal())
                .put(name)
                .array();
    }

    /** Hands over all of them, in order; how many. */
    long drain(Taker to) throws IOException {
        runs.spill();
        long count = 0;
        byte[] last = {};
        try (SortedRuns.Merge merge = SortedRuns.merge(folder, RUNS, false)) {
            for (SortedRuns.Entry entry = merge.next(); entry != null; entry = merge.next()) {
                byte[] name = Arrays.copyOfRange(entry.key(), NAME_AT, entry.key().length);
                if (!Arrays.equals(name, last)) {
                    take(entry, to);
                    count++;
                }
                last = name;
            }
        }
        return count;
    }

    private static void take(SortedRuns.Entry entry, Taker to) throws IOException {
        byte[] value = entry.value();
        int event = Integer.BYTES + ByteBuffer.wrap(value).getInt();
        to.take(
                TYPES[ByteBuffer.wrap(entry.key()).getInt(Long.BYTES)],
                Arrays.copyOfRange(value, Integer.BYTES, event),
                Arrays.copyOfRange(value, event, value.length));
    }
}
