package io.bellwether.agents;

import io.bellwether.metric.Measure;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** In which of the queues that one agent serves they count as staff, and since when. Mutable. */
final class ServedQueues {

    private final Map<String, Long> staffed = new TreeMap<>();
    /** The same queues in the list in which they were wanted last; null where that is not known. */
    private List<String> last;

    /**
     * Counts the agent in these and in no other.
     *
     * @param wanted in order, each once; not to be changed later
     */
    void hold(List<String> wanted, long time, AgentPresence.Levels out) {
        if (wanted == last) {
            return;
        }
        last = wanted;
        staffed.entrySet().removeIf(held -> {
            boolean over = Collections.binarySearch(wanted, held.getKey()) < 0;
            if (over) {
                tell(held.getKey(), -1, time, held.getValue(), out);
            }
            return over;
        });
        for (String queue : wanted) {
            if (staffed.putIfAbsent(queue, time) == null) {
                tell(queue, 1, time, time, out);
            }
        }
    }

    private static void tell(String queue, long delta, long time, long since, AgentPresence.Levels out) {
        out.level(Measure.QUEUE_STAFFED, new Spot(queue, null), time, delta, since);
    }

    /** Whether the agent counts in none. */
    boolean isNothing() {
        return staffed.isEmpty();
    }

    ServedQueues copy() {
        ServedQueues copy = new ServedQueues();
        copy.staffed.putAll(staffed);
        copy.last = last;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(staffed.size(), out);
        for (Map.Entry<String, Long> held : staffed.entrySet()) {
            Texts.write(held.getKey(), out);
            out.writeLong(held.getValue());
        }
    }

    static ServedQueues read(DataInput in) throws IOException {
        ServedQueues read = new ServedQueues();
        for (int i = Texts.readCount(in); i > 0; i--) {
            String queue = Texts.read(in);
            read.staffed.put(queue, in.readLong());
        }
        return read;
    }
}
