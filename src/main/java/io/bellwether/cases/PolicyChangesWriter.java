package io.bellwether.cases;

import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The policy books that come while the job runs, and from when on each holds: from just after the last event that had come before
 * it. Events that wait for the watermark had come before, and are judged as the policies then were. Who starts again meanwhile
 * takes the last at once.
 */
final class PolicyChangesWriter {

    /** The last policy book, in every subtask the same. */
    private static final MapStateDescriptor<String, PolicyUpdate> POLICIES =
            new MapStateDescriptor<>("policies", Types.STRING, CodecTypeInfo.of(PolicyUpdateCodec.INSTANCE));

    /** Key of its one entry. */
    private static final String IN_FORCE = "current";

    private record Change(long after, PolicyBook book) {}

    private final PolicyBook initial;
    private final BroadcastState<String, PolicyUpdate> last;
    /** Those that do not hold yet, in order. */
    private final Deque<Change> ahead = new ArrayDeque<>();

    PolicyChangesWriter(PolicyBook initial, OperatorStateStore store) throws Exception {
        this.initial = initial;
        this.last = store.getBroadcastState(POLICIES);
    }

    /** The book that came last. */
    PolicyBook last() throws Exception {
        PolicyUpdate update = last.get(IN_FORCE);
        return update == null ? initial : update.book();
    }

    /**
     * Takes a book, unless it is the one that came last.
     *
     * @param after time of the last event that came before it, epoch ms
     */
    void take(PolicyUpdate update, long after) throws Exception {
        PolicyUpdate before = last.get(IN_FORCE);
        if (before == null || !before.version().equals(update.version())) {
            // Each subtask gets the same books in the same order, so all keep the same calendars of earlier ones.
            PolicyBook next = update.book().succeeding(last());
            last.put(IN_FORCE, new PolicyUpdate(update.version(), next));
            ahead.add(new Change(ahead.isEmpty() ? after : Math.max(after, ahead.getLast().after), next));
        }
    }

    /** Whether one holds when that time has passed. */
    boolean isDue(long time) {
        return !ahead.isEmpty() && ahead.getFirst().after <= time;
    }

    /** After when the next one holds, epoch ms; only where there is one. */
    long after() {
        return ahead.getFirst().after;
    }

    /** The next one, which holds from now on. */
    PolicyBook next() {
        return ahead.removeFirst().book;
    }
}
