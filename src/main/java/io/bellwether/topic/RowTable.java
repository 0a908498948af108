package io.bellwether.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a topic is to say of which Kafka keeps the newest record of each key, and which of its records have to be written for that.
 * Not thread-safe.
 *
 * <p>At a start the topic may say more than the owners do: what was written after the state was taken and has come out
 * otherwise since, or by a run whose state is gone. So the keys that it has are told first, then all owners tell their
 * rows, and of what none of them names the end is written. What they say as the topic does is not written again.
 *
 * @param <T> what is told of an owner
 * @param <R> a row
 */
public final class RowTable<T, R> {

    private final RowForm<T, R> form;
    private final Map<String, List<R>> byOwner = new HashMap<>();
    /** Keys of which no owner has told yet, each with a hash of what the topic says. */
    private final Map<String, Long> unconfirmed = new HashMap<>();

    public RowTable(RowForm<T, R> form) {
        this.form = form;
    }

    /**
     * A record of the topic from before the start.
     *
     * @param value null where it ends its row
     */
    public void found(String key, byte[] value) {
        if (value == null) {
            unconfirmed.remove(key);
        } else {
            unconfirmed.put(key, hash(value));
        }
    }

    /** FNV-1a of 64 bits: too many for two values of a key to be taken for the same. */
    private static long hash(byte[] value) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : value) {
            hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /**
     * Takes all rows of an owner.
     *
     * @return the keys whose records are others now
     */
    public List<String> take(T told) {
        String of = form.owner(told);
        List<R> now = form.rows(told);
        List<R> before = now.isEmpty() ? byOwner.remove(of) : byOwner.put(of, now);
        List<String> changed = new ArrayList<>();
        for (R row : now) {
            if (before == null || !before.contains(row)) {
                String key = form.key(row);
                Long said = unconfirmed.remove(key);
                if (said == null || said != hash(form.value(row))) {
                    changed.add(key);
                }
            }
        }
        if (before != null) {
            for (R row : before) {
                if (!now.contains(row) && !isThere(form.key(row), now)) {
                    changed.add(form.key(row));
                }
            }
        }
        return changed;
    }

    private boolean isThere(String key, List<R> rows) {
        return rows.stream().anyMatch(row -> form.key(row).equals(key));
    }

    /** All owners have told their rows: what the topic says beside is over, and its keys are given once. */
    public List<String> allTold() {
        List<String> over = List.copyOf(unconfirmed.keySet());
        unconfirmed.clear();
        return over;
    }

    /** What the record of a key is to be; null where there is to be none. */
    public byte[] value(String key) {
        for (R row : byOwner.getOrDefault(form.ownerOf(key), List.of())) {
            if (form.key(row).equals(key)) {
                return form.value(row);
            }
        }
        return null;
    }
}
