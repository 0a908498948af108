package io.bellwether.backtest;

import java.util.List;

/** The middle one of several durations. */
final class TypicalTime {

    private TypicalTime() {}

    /** The lower of the two in the middle where there are two; 0 of none. */
    static long of(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2);
    }
}
