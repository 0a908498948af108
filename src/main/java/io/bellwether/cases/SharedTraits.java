package io.bellwether.cases;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A number for each tuple of {@link Traits} that cases of this process have, so that a case that rests takes two bytes for
 * what hundreds have in common. The numbers hold for this process alone: what leaves it is written in full.
 *
 * <p>One for the process, since what a subtask packs another thread writes into the snapshot. Of so many tuples each has a
 * number that it keeps; the further ones, as where a dimension has a value per case, have none and are kept with each case.
 * Thread-safe.
 */
final class SharedTraits {

    /** The most tuples that have a number; about 20 MB. */
    static final int MOST = 1 << 16;

    /** Of a tuple that has no number. */
    static final int NONE = -1;

    /** Of a tuple whose number nobody wanted to know yet. */
    static final int NOT_ASKED = -2;

    static final SharedTraits OF_PROCESS = new SharedTraits(MOST);

    private final Map<Traits, Integer> codes = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<Traits> byCode;
    /** What each is in full. */
    private final AtomicReferenceArray<byte[]> bytes;
    /** Whether all numbers are taken: then nobody has to wait for another to learn that there is none. */
    private volatile boolean full;

    SharedTraits(int most) {
        byCode = new AtomicReferenceArray<>(most);
        bytes = new AtomicReferenceArray<>(most);
    }

    /** The number of a tuple, or {@link #NONE}. */
    int code(Traits traits) {
        if (traits.code == NOT_ASKED) {
            Integer known = codes.get(traits);
            traits.code = known != null ? known : full ? NONE : add(traits);
        }
        return traits.code;
    }

    private synchronized int add(Traits traits) {
        Integer known = codes.get(traits);
        if (known != null) {
            return known;
        }
        int code = codes.size();
        if (code == byCode.length()) {
            return NONE;
        }
        byCode.set(code, traits);
        bytes.set(code, traits.bytes());
        codes.put(traits, code);
        full = code + 1 == byCode.length();
        return code;
    }

    /** The tuple of a number. */
    Traits of(int code) {
        return byCode.get(code);
    }

    /** What the tuple of a number is in full. */
    byte[] bytes(int code) {
        return bytes.get(code);
    }
}
