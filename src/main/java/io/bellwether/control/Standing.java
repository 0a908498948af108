package io.bellwether.control;

/** A command that holds for a while. */
public sealed interface Standing extends Command permits Silence, Acknowledgement {

    /** Which alerts it is about. */
    Matchers matchers();

    /** From when on it holds, epoch ms processing time. */
    long startsAt();

    /** When it holds no more, epoch ms processing time. */
    long endsAt();

    /** Whether it is about an episode, at whatever time. */
    boolean isAbout(Occurrence episode);

    /** Whether it holds at a time, epoch ms processing time. */
    default boolean holds(long now) {
        return startsAt() <= now && now < endsAt();
    }
}
