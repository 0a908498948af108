package io.bellwether.state;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What was made of keys, so that it need not be made again: the same object each time. Bounded: where there is no more room
 * all is forgotten, and made anew when somebody asks. Not thread-safe.
 */
public final class Remembered<K, V> {

    private final int most;
    private final Function<? super K, ? extends V> maker;
    private final Map<K, V> known = new HashMap<>();

    /**
     * @param most how many are remembered
     * @param maker gives the same, or as good as the same, for equal keys; never null
     */
    public Remembered(int most, Function<? super K, ? extends V> maker) {
        this.most = most;
        this.maker = maker;
    }

    /** What belongs to a key. */
    public V of(K key) {
        V value = known.get(key);
        if (value == null) {
            if (known.size() >= most) {
                known.clear();
            }
            value = maker.apply(key);
            known.put(key, value);
        }
        return value;
    }
}
