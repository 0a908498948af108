package io.bellwether.event;

/**
 * What stands for an id where many are kept: 64 bits, in which every bit of the id takes part; the same in every JVM, never
 * 0. FNV-1a over the characters, finished by the mixer of SplitMix64.
 */
public final class IdHash {

    private static final long SEED = 0xcbf29ce484222325L;

    private IdHash() {}

    /** Of an id by itself. */
    public static long of(String id) {
        return orOne(mix(SEED, id));
    }

    /** Of an id that a system gave. */
    public static long of(String source, String id) {
        return orOne(mix(mix(SEED, source), id));
    }

    private static long orOne(long hash) {
        return hash == 0 ? 1 : hash;
    }

    private static long mix(long seed, String text) {
        long hash = seed ^ 0x1f;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        return hash ^ (hash >>> 27);
    }
}
