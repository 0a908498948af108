package io.bellwether.agents;

import io.bellwether.metric.Measure;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Where one agent counts: among all, among those of each of their queues, and as staff of these. Mutable. */
final class AgentPlaces {

    private AgentCounts total = new AgentCounts(Spot.ALL);
    /** Among those of each queue that they serve; the same numbers everywhere, none where there are none. */
    private final Map<String, AgentCounts> byQueue = new LinkedHashMap<>(4);
    /** The same queues, in order. */
    private List<String> counted = List.of();

    private ServedQueues staffed = new ServedQueues();

    /**
     * The agent counts like this from then on.
     *
     * @param wanted how often in each level
     * @param away why they are away; null where they are not
     * @param queues among whose agents they count, in order; not to be changed later
     * @param served the same where they are to be staff of them, else none
     */
    void hold(
            ToLongFunction<Measure> wanted,
            String away,
            List<String> queues,
            List<String> served,
            long time,
            AgentPresence.Levels out) {
        boolean changed = total.hold(wanted, away, time, out);
        List<String> wantedIn = countedIn(queues);
        if (!changed && wantedIn == counted) {
            return;
        }
        if (wantedIn != counted) {
            leaveOthers(wantedIn, time, out);
            counted = wantedIn;
        }
        for (int i = 0; i < counted.size(); i++) {
            byQueue.computeIfAbsent(counted.get(i), AgentPlaces::nothingIn).hold(wanted, away, time, out);
        }
        staffed.hold(served, wanted.applyAsLong(Measure.AGENTS_SLOTS_TAKEN), time, out);
    }

    private List<String> countedIn(List<String> queues) {
        return total.isNothing() ? List.of() : queues;
    }

    private void leaveOthers(List<String> than, long time, AgentPresence.Levels out) {
        byQueue.entrySet().removeIf(of -> {
            boolean over = Collections.binarySearch(than, of.getKey()) < 0;
            if (over) {
                of.getValue().release(time, out);
            }
            return over;
        });
    }

    private static AgentCounts nothingIn(String queue) {
        return new AgentCounts(new Spot(queue, null));
    }

    /** What they count in among all. */
    AgentCounts total() {
        return total;
    }

    boolean isNothing() {
        return total.isNothing() && byQueue.isEmpty() && staffed.isNothing();
    }

    AgentPlaces copy() {
        AgentPlaces copy = new AgentPlaces();
        copy.total = total.copy();
        byQueue.forEach((queue, counts) -> copy.byQueue.put(queue, counts.copy()));
        copy.counted = counted;
        copy.staffed = staffed.copy();
        return copy;
    }

    void write(DataOutput out) throws IOException {
        total.write(out);
        Varint.writeUnsigned(byQueue.size(), out);
        for (Map.Entry<String, AgentCounts> of : byQueue.entrySet()) {
            Texts.write(of.getKey(), out);
            of.getValue().write(out);
        }
        staffed.write(out);
    }

    /** Reads what was written of an agent who serves these queues, and is to be staff of those. */
    static AgentPlaces read(List<String> queues, List<String> served, DataInput in) throws IOException {
        AgentPlaces read = new AgentPlaces();
        read.total = AgentCounts.read(Spot.ALL, in);
        for (int i = Texts.readCount(in); i > 0; i--) {
            String queue = Texts.read(in);
            read.byQueue.put(queue, AgentCounts.read(new Spot(queue, null), in));
        }
        read.counted = read.countedIn(queues);
        read.staffed = ServedQueues.read(served, in);
        return read;
    }
}
