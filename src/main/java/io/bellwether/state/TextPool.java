package io.bellwether.state;

import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads texts that have few values, such as names of queues: where one was read lately, that very object comes back, so that
 * state which is read again and again is not full of copies. Holds scratch memory; not thread-safe.
 */
public final class TextPool {

    private static final int PLACES = 2048;
    private static final int LONGEST = 64;
    private static final ThreadLocal<TextPool> OF_THREAD = ThreadLocal.withInitial(TextPool::new);

    private final String[] pool = new String[PLACES];
    private final byte[] scratch = new byte[LONGEST];
    private final Object[] lists = new Object[PLACES];
    private String[] texts = new String[LONGEST];

    private TextPool() {}

    /** The calling thread's pool. */
    public static TextPool ofThread() {
        return OF_THREAD.get();
    }

    /** Reads a text that {@link Texts#write} wrote. */
    public String read(DataInput in) throws IOException {
        long head = Varint.readUnsigned(in);
        boolean wide = (head & 1) != 0;
        if (wide || head >>> 1 > LONGEST) {
            return Texts.read(head, in);
        }
        int length = (int) (head >>> 1);
        in.readFully(scratch, 0, length);
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + scratch[i];
        }
        int place = (hash ^ hash >>> 11) & PLACES - 1;
        String known = pool[place];
        if (known == null || !isInScratch(known, length)) {
            known = new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
            pool[place] = known;
        }
        return known;
    }

    /** Reads a list that {@link Texts#writeAll} wrote; it cannot be changed. */
    @SuppressWarnings("unchecked") // nothing else is put into it
    public List<String> readAll(DataInput in) throws IOException {
        int size = Texts.readCount(in);
        if (size > texts.length) {
            texts = new String[size];
        }
        int hash = 1;
        for (int i = 0; i < size; i++) {
            texts[i] = read(in);
            hash = 31 * hash + texts[i].hashCode();
        }
        int place = (hash ^ hash >>> 11) & PLACES - 1;
        List<String> known = (List<String>) lists[place];
        if (known == null || !areTexts(known, size)) {
            known = List.of(Arrays.copyOf(texts, size));
            lists[place] = known;
        }
        return known;
    }

    private boolean areTexts(List<String> list, int size) {
        if (list.size() != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!list.get(i).equals(texts[i])) {
                return false;
            }
        }
        return true;
    }

    /** Reads a map that {@link Texts#writeMap} wrote; it is the caller's own. */
    public TreeMap<String, String> readMap(DataInput in) throws IOException {
        TreeMap<String, String> map = new TreeMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            map.put(read(in), read(in));
        }
        return map;
    }

    private boolean isInScratch(String text, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != (scratch[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
