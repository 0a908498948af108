package io.bellwether.cases;

import io.bellwether.event.EventField;
import io.bellwether.event.Overlay;
import io.bellwether.event.ServiceEvent;
import io.bellwether.state.Packing;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a case has in common with many others: queue, channel, priority and the like, that is, the dimensions but the agent.
 * Immutable; a case that rests names it by its code in {@link SharedTraits}.
 */
final class Traits {

    /** The fields that a case has one value of at a time; the agent's is apart, for it is an id of a system. */
    private static final EventField[] COMMON = EventField.DIMENSIONS.stream()
            .filter(field -> field != EventField.AGENT_ID)
            .toArray(EventField[]::new);

    private static final Overlay OVERLAY = new Overlay(List.of(COMMON));

    private static final Map<String, Integer> INDEX = IntStream.range(0, COMMON.length)
            .boxed()
            .collect(Collectors.toUnmodifiableMap(i -> COMMON[i].wireName(), i -> i));

    private static final int QUEUE = INDEX.get(EventField.QUEUE.wireName());

    static final Traits UNKNOWN = new Traits(new String[COMMON.length], Map.of());

    private final String[] common;
    private final Map<String, String> extra;
    /** Belongs to {@link SharedTraits}; whoever finds it out finds the same. */
    int code = SharedTraits.NOT_ASKED;

    private Traits(String[] common, Map<String, String> extra) {
        this.common = common;
        this.extra = extra;
    }

    /** These traits, changed by what the event says. The same object where it says nothing new. */
    Traits with(ServiceEvent event) {
        String[] said = OVERLAY.over(common, event);
        boolean nothingMore = event.extra().isEmpty()
                || extra.entrySet().containsAll(event.extra().entrySet());
        return said == common && nothingMore ? this : new Traits(said, nothingMore ? extra : merged(event.extra()));
    }

    private Map<String, String> merged(Map<String, String> theirs) {
        Map<String, String> both = new TreeMap<>(extra);
        both.putAll(theirs);
        return Map.copyOf(both);
    }

    String queue() {
        return common[QUEUE];
    }

    /** The value of a dimension by name, or null. */
    String dimension(String name) {
        Integer index = INDEX.get(name);
        return index == null ? extra.get(name) : common[index];
    }

    /** A mask of the fields by their codes, then the values. */
    void write(DataOutput out) throws IOException {
        long mask = 0;
        for (int i = 0; i < common.length; i++) {
            mask |= common[i] == null ? 0 : COMMON[i].codeBit();
        }
        Varint.writeUnsigned(mask, out);
        for (String value : common) {
            if (value != null) {
                Texts.write(value, out);
            }
        }
        Texts.writeMap(extra, out);
    }

    static Traits read(DataInput in) throws IOException {
        TextPool pool = TextPool.ofThread();
        long mask = Varint.readUnsigned(in);
        String[] common = new String[COMMON.length];
        for (int i = 0; i < common.length; i++) {
            common[i] = (mask & COMMON[i].codeBit()) != 0 ? pool.read(in) : null;
        }
        return new Traits(common, Map.copyOf(Texts.readMap(in)));
    }

    /** What {@link #write} writes. */
    byte[] bytes() {
        // Of its own: a core that is being packed asks for it.
        Packing bytes = new Packing();
        try {
            write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Traits that && Arrays.equals(common, that.common) && extra.equals(that.extra);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(common) + extra.hashCode();
    }
}
