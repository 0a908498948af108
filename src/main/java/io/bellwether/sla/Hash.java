package io.bellwether.sla;

/** 64-bit FNV-1a over the chars of a text: the same in every JVM, never 0. Tells message, agent and queue ids apart. */
final class Hash {
    private Hash() {}

    static long of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash == 0 ? 1 : hash;
    }
}
