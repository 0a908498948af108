package io.bellwether.control;

/**
 * Somebody sees to the matching alerts that have begun: they are not repeated. It ends with each
 * episode, for a new one is news.
 */
public record Acknowledgement(String id, long at, String by, String comment, Matchers matchers, long endsAt)
        implements Standing {

    @Override
    public long startsAt() {
        return at;
    }

    /** Also before its own time: clocks differ, and it was given. */
    @Override
    public boolean holds(long now) {
        return now < endsAt;
    }

    @Override
    public boolean isAbout(Occurrence episode) {
        return episode.startsAt() <= at && matchers.match(episode);
    }
}
