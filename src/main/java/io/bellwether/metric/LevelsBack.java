package io.bellwether.metric;

/** Walks back from the {@link HeldLevels} of now, over the windows that have been applied, the latest first. */
final class LevelsBack {

    private final HeldLevels held;
    /** Null as long as nothing was taken back: mostly only the latest window is asked for. */
    private long[] values;
    /** What was taken back of the since-times, by slot; null as long as nothing was. */
    private Tally[] taken;

    LevelsBack(HeldLevels held) {
        this.held = held;
    }

    private void begin() {
        values = new long[held.slots()];
        taken = new Tally[held.slots()];
        for (int slot = 0; slot < values.length; slot++) {
            values[slot] = held.value(slot);
        }
    }

    /** Takes a window back. */
    void over(Window window) {
        if (values == null) {
            begin();
        }
        for (int slot = 0; slot < values.length; slot++) {
            LevelChanges changes = window.levelAt(slot);
            if (changes == null) {
                continue;
            }
            values[slot] -= changes.net();
            if (changes.bySince() != null) {
                taken[slot] = taken[slot] == null ? new Tally(1) : taken[slot];
                taken[slot].add(changes.bySince());
            }
        }
    }

    /**
     * The levels at the end of a window that has not been taken back yet; null where all are and were zero.
     *
     * @param window null for one in which nothing happened
     */
    CellLevels at(Window window, long start, long end) {
        CellLevels levels = null;
        for (int slot = 0; slot < held.slots(); slot++) {
            LevelChanges changes = window == null ? null : window.levelAt(slot);
            long atEnd = values == null ? held.value(slot) : values[slot];
            if (changes == null && atEnd == 0) {
                continue;
            }
            levels = levels == null ? new CellLevels(held.slots()) : levels;
            Tally less = taken == null ? null : taken[slot];
            long oldest = atEnd <= 0 ? LevelValue.NOBODY : held.oldest(slot, less);
            levels.ages(slot, atEnd == 0 ? Ages.NONE : held.ages(slot, end, less));
            if (changes == null) {
                levels.set(slot, atEnd, atEnd, atEnd * (end - start), oldest);
            } else {
                long atStart = atEnd - changes.net();
                levels.set(slot, atEnd, changes.max(atStart), changes.integral(atStart, start, end), oldest);
            }
        }
        return levels;
    }
}
