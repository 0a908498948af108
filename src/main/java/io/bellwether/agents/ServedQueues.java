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

/** In which of the queues that one agent serves they count as staff, with how many contacts, and since when. Mutable. */
final class ServedQueues {

    private final Map<String, Long> staffed = new TreeMap<>();
    /** The same queues in the list in which they were wanted last; null where that is not known. */
    private List<String> last;
    /** Contacts of the agent that count in each of them, and since when. */
    private long taken;

    private long takenSince;

    /**
     * Counts the agent in these and in no other.
     *
     * @param wanted in order, each once; not to be changed later
     * @param contacts that the agent has or wraps up
     */
    void hold(List<String> wanted, long contacts, long time, AgentPresence.Levels out) {
        if (wanted == last && contacts == taken) {
            return;
        }
        staffed.keySet().forEach(queue -> take(queue, -taken, time, takenSince, out));
        if (wanted != last) {
            hold(wanted, time, out);
        }
        taken = contacts;
        takenSince = time;
        staffed.keySet().forEach(queue -> take(queue, taken, time, time, out));
    }

    private void hold(List<String> wanted, long time, AgentPresence.Levels out) {
        last = wanted;
        staffed.entrySet().removeIf(held -> {
            boolean over = Collections.binarySearch(wanted, held.getKey()) < 0;
            if (over) {
                tell(Measure.QUEUE_STAFFED, held.getKey(), -1, time, held.getValue(), out);
            }
            return over;
        });
        for (String queue : wanted) {
            if (staffed.putIfAbsent(queue, time) == null) {
                tell(Measure.QUEUE_STAFFED, queue, 1, time, time, out);
            }
        }
    }

    private static void take(String queue, long n, long time, long since, AgentPresence.Levels out) {
        if (n != 0) {
            tell(Measure.QUEUE_STAFFED_TAKEN, queue, n, time, since, out);
        }
    }

    private static void tell(Measure level, String queue, long delta, long time, long since, AgentPresence.Levels out) {
        out.level(level, new Spot(queue, null), time, delta, since);
    }

    /** Whether the agent counts in none. */
    boolean isNothing() {
        return staffed.isEmpty();
    }

    ServedQueues copy() {
        ServedQueues copy = new ServedQueues();
        copy.staffed.putAll(staffed);
        copy.last = last;
        copy.taken = taken;
        copy.takenSince = takenSince;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(staffed.size(), out);
        for (Map.Entry<String, Long> held : staffed.entrySet()) {
            Texts.write(held.getKey(), out);
            out.writeLong(held.getValue());
        }
        Varint.writeUnsigned(taken, out);
        out.writeLong(takenSince);
    }

    /**
     * Reads what was written.
     *
     * @param wanted the queues in which the agent is to count now
     */
    static ServedQueues read(List<String> wanted, DataInput in) throws IOException {
        ServedQueues read = new ServedQueues();
        for (int i = Texts.readCount(in); i > 0; i--) {
            String queue = Texts.read(in);
            read.staffed.put(queue, in.readLong());
        }
        read.taken = Varint.readUnsigned(in);
        read.takenSince = in.readLong();
        read.last = wanted.equals(List.copyOf(read.staffed.keySet())) ? wanted : null;
        return read;
    }
}
