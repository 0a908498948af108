package io.bellwether.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapClassesTest {

    private static byte[] held;

    @Test
    void readsTheHistogramOfTheMachine() {
        assertThat(HeapClasses.parse("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:          1234        5678901  [B (java.base@17)
                   2:            12           3456  [Lorg.example.Entry;
                   3:             1             24  org.example.Entry
                   4:             1             16  [[J (java.base@17)
                Total          1248        5682397
                """))
                .containsOnly(
                        java.util.Map.entry("byte[]", 5_678_901L),
                        java.util.Map.entry("Entry[]", 3_456L),
                        java.util.Map.entry("Entry", 24L),
                        java.util.Map.entry("long[][]", 16L));
    }

    @Test
    void whatIsHeldIsCounted() throws Exception {
        held = new byte[10_000_000];
        assertThat(HeapClasses.live().get("byte[]")).isGreaterThan(held.length);
    }
}
