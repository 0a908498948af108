package io.bellwether.agents;

import io.bellwether.event.ServiceEvent;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The queues that one agent serves, and in which of them they count as staff. Mutable. */
final class ServedQueues {

    /** As last told, sorted, each once. */
    private List<String> served = List.of();
    /** Those in which the agent counts, and since when. */
    private final Map<String, Long> staffed = new TreeMap<>();

    /** What an event says of them; where it says nothing, they are the same as before. */
    void take(ServiceEvent event) {
        if (event.queues() != null) {
            served = event.queues().stream().distinct().sorted().toList();
        }
    }

    /** Counts the agent in each of them, or in none. */
    void hold(boolean there, long time, AgentPresence.Levels out) {
        List<String> wanted = there ? served : List.of();
        staffed.entrySet().removeIf(held -> {
            boolean over = !wanted.contains(held.getKey());
            if (over) {
                out.staffed(held.getKey(), time, -1, held.getValue());
            }
            return over;
        });
        for (String queue : wanted) {
            if (staffed.putIfAbsent(queue, time) == null) {
                out.staffed(queue, time, 1, time);
            }
        }
    }

    /** Whether the agent counts in none. */
    boolean isNothing() {
        return staffed.isEmpty();
    }

    ServedQueues copy() {
        ServedQueues copy = new ServedQueues();
        copy.served = served;
        copy.staffed.putAll(staffed);
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Texts.writeAll(served, out);
        Varint.writeUnsigned(staffed.size(), out);
        for (Map.Entry<String, Long> held : staffed.entrySet()) {
            Texts.write(held.getKey(), out);
            out.writeLong(held.getValue());
        }
    }

    static ServedQueues read(DataInput in) throws IOException {
        ServedQueues read = new ServedQueues();
        read.served = List.copyOf(Texts.readAll(in));
        for (int i = Texts.readCount(in); i > 0; i--) {
            String queue = Texts.read(in);
            read.staffed.put(queue, in.readLong());
        }
        return read;
    }
}
