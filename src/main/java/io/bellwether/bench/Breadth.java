package io.bellwether.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How many queues, tiers and agents the events of a load name, and so how many series there are: each event's own are
 * replaced by one of as many, the same for all events of a case or an agent. Everything else stays as it was simulated.
 *
 * @param queues at least 1
 */
record Breadth(int queues, int tiers, int agents) {

    /** As simulated: a handful of queues and tiers, a thousand agents. */
    static final Breadth SIMULATED = new Breadth(0, 0, 0);

    private static final byte[] QUEUE = "\"queue\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TIER = "\"tier\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AGENT = "\"agent_id\":\"".getBytes(StandardCharsets.UTF_8);
    private static final int STIR = 0x9E3779B9;

    /** The event with its names replaced; itself where nothing is. */
    byte[] of(byte[] key, byte[] event) {
        if (equals(SIMULATED)) {
            return event;
        }
        int drawn = (Arrays.hashCode(key) * STIR) >>> 1;
        byte[] named = replace(event, QUEUE, "q" + drawn % queues);
        named = replace(named, TIER, "t" + drawn / queues % tiers);
        int at = indexOf(named, AGENT);
        return at < 0 ? named : replace(named, AGENT, "a" + (agent(named, at) * STIR >>> 1) % agents);
    }

    private static int agent(byte[] event, int at) {
        return Arrays.hashCode(Arrays.copyOfRange(event, at, quote(event, at + AGENT.length)));
    }

    private static byte[] replace(byte[] event, byte[] field, String name) {
        int at = indexOf(event, field);
        if (at < 0) {
            return event;
        }
        int from = at + field.length;
        int to = quote(event, from);
        byte[] value = name.getBytes(StandardCharsets.UTF_8);
        byte[] replaced = new byte[event.length - (to - from) + value.length];
        System.arraycopy(event, 0, replaced, 0, from);
        System.arraycopy(value, 0, replaced, from, value.length);
        System.arraycopy(event, to, replaced, from + value.length, event.length - to);
        return replaced;
    }

    /** Simulated names have no quotes in them. */
    private static int quote(byte[] event, int from) {
        int at = from;
        while (event[at] != '"') {
            at++;
        }
        return at;
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int at = 0; at + what.length <= in.length; at++) {
            if (in[at] == what[0] && Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }
}
