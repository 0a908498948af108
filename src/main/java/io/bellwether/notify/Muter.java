package io.bellwether.notify;

/**
 * One sort of reason for not telling something now. Pure: it goes by what it knows and the time that it is given.
 *
 * <p>What is muted waits in its group, and newer changes of its episode take its place; when the reason is over, what is then
 * the newest is told if it still fires. So a muter need not think of what to do with what it keeps back, and it is never asked
 * about the end of an alert.
 *
 * <p>An acknowledgement is such a reason for what is {@linkplain Change#repeated() said again} and for a step of an escalation
 * ({@link Entry#notBefore}) alone.
 *
 * <p>Who knows more than time (another alert, a silence, an acknowledgement) learns it as a {@link Circumstance}, and the
 * groups that hold something are asked again after each.
 */
@FunctionalInterface
public interface Muter {

    /**
     * The reason, or null.
     *
     * @param now epoch ms processing time
     */
    Mute mute(Telling telling, long now);
}
