package io.bellwether.control;

/**
 * Nobody is told of matching alerts while it holds.
 *
 * @param untilResolved whether it ends for each alert with the episode that had begun when the silence did: the next one is
 *     told. Without it, every episode is silenced until {@code endsAt}
 * @param noticeMillis how long before {@code endsAt} what waits is told already, so that the end surprises nobody; 0 for no notice
 */
public record Silence(
        String id,
        long at,
        String by,
        String comment,
        Matchers matchers,
        long startsAt,
        long endsAt,
        boolean untilResolved,
        long noticeMillis)
        implements Standing {

    @Override
    public boolean isAbout(Occurrence episode) {
        return (!untilResolved || episode.startsAt() <= startsAt) && matchers.match(episode);
    }

    /** When what waits is told, epoch ms; never where it is not before the end. */
    public long noticeAt() {
        return noticeMillis == 0 ? Long.MAX_VALUE : Math.max(startsAt, endsAt - noticeMillis);
    }
}
