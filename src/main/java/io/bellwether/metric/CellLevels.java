package io.bellwether.metric;

import java.util.Arrays;

/** The levels of one cell, each at its slot: what a {@link LevelValue} says, without an object for each. */
final class CellLevels {

    private static final int WIDTH = 4;

    private final long[] numbers;
    /** By slot; null where none has any. */
    private Ages[] ages;

    /** All zero. */
    CellLevels(int slots) {
        numbers = new long[slots * WIDTH];
        for (int slot = 0; slot < slots; slot++) {
            set(slot, 0, 0, 0, LevelValue.NOBODY);
        }
    }

    void set(int slot, long atEnd, long max, long integralMs, long oldestSince) {
        int at = slot * WIDTH;
        numbers[at] = atEnd;
        numbers[at + 1] = max;
        numbers[at + 2] = integralMs;
        numbers[at + 3] = oldestSince;
    }

    void set(int slot, LevelValue value) {
        set(slot, value.atEnd(), value.max(), value.integralMs(), value.oldestSince());
        ages(slot, value.ages());
    }

    void ages(int slot, Ages ofSlot) {
        if (ages == null && ofSlot.equals(Ages.NONE)) {
            return;
        }
        if (ages == null) {
            ages = new Ages[numbers.length / WIDTH];
            Arrays.fill(ages, Ages.NONE);
        }
        ages[slot] = ofSlot;
    }

    Ages ages(int slot) {
        return ages == null ? Ages.NONE : ages[slot];
    }

    /** As many, all zero. */
    CellLevels ofZeros() {
        return new CellLevels(numbers.length / WIDTH);
    }

    /** Whether a level was zero all the time. */
    boolean isZero(int slot) {
        int at = slot * WIDTH;
        return numbers[at] == 0
                && numbers[at + 1] == 0
                && numbers[at + 2] == 0
                && numbers[at + 3] == LevelValue.NOBODY
                && ages(slot).equals(Ages.NONE);
    }

    boolean anyAtEnd() {
        for (int at = 0; at < numbers.length; at += WIDTH) {
            if (numbers[at] != 0) {
                return true;
            }
        }
        return false;
    }

    long atEnd(int slot) {
        return numbers[slot * WIDTH];
    }

    long integralMs(int slot) {
        return numbers[slot * WIDTH + 2];
    }

    LevelValue get(int slot) {
        int at = slot * WIDTH;
        return new LevelValue(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3], ages(slot));
    }
}
