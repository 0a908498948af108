package io.bellwether.notify;

/**
 * When a group was told something, and when it is told again. A round is what one message says, or several where a message
 * carries less, with their repetitions.
 *
 * @param beganAt epoch ms processing time of the last round; 0 before the first
 * @param end changes below this order belong to it
 * @param repeatAt epoch ms processing time at which to look for what has to be said again; 0 where nothing has
 * @param repeats how often something was said again
 */
public record Rounds(long beganAt, long end, long repeatAt, long repeats) {

    /** Before the first. */
    public static final Rounds NONE = new Rounds(0, 0, 0, 0);

    /** A message goes, whose first change has this order: of this round, or of a new one. */
    public Rounds sent(long order, long nextOrder, long now) {
        return order < end ? this : new Rounds(now, nextOrder, repeatAt, repeats);
    }

    /** With another time to look. */
    public Rounds lookAt(long millis) {
        return new Rounds(beganAt, end, millis, repeats);
    }

    /** Something is said again. */
    public Rounds repeated() {
        return new Rounds(beganAt, end, repeatAt, repeats + 1);
    }

    /** The same by a clock that is so much behind; what has no time stays without. */
    public Rounds earlier(long millis) {
        return new Rounds(
                beganAt == 0 ? 0 : Math.max(1, beganAt - millis),
                end,
                repeatAt == 0 ? 0 : Math.max(1, repeatAt - millis),
                repeats);
    }

    /** As if no message had gone. */
    public Rounds unheld() {
        return new Rounds(0, end, repeatAt, repeats);
    }

    /** Before which time a change that waits is not told; those of the round and those of pages are not held. */
    public long heldUntil(Entry entry, GroupTimes times) {
        boolean free = beganAt == 0 || entry.order() < end || entry.change().isOfPage();
        return free ? Long.MIN_VALUE : beganAt + times.intervalMillis();
    }
}
