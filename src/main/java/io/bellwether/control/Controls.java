package io.bellwether.control;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The silences and acknowledgements in force, and what was said of others. Immutable; kept in state. What it is follows from
 * the commands that it was given alone, not from how often or in which order they came, as long as there are no more than
 * {@value #MOST}.
 *
 * @param standing those that have not ended, by id
 * @param ended when the end of others was ordered, epoch ms, by id: an older word on them comes too late
 */
public record Controls(Map<String, Standing> standing, Map<String, Long> ended) {

    /** So many may stand at a time. What is beyond is refused, for nobody looks through more. */
    public static final int MOST = 1_000;

    /** Nothing was said. */
    public static final Controls NONE = new Controls(Map.of(), Map.of());

    private static final Comparator<Standing> LAST_TO_END =
            Comparator.comparingLong(Standing::endsAt).thenComparing(Standing::id);

    public Controls {
        standing = Map.copyOf(standing);
        ended = Map.copyOf(ended);
    }

    /** What a command did. */
    public enum Effect {
        /** It is in force, or what it ends has ended. */
        TAKEN,
        /** The same, or something newer, was said before. */
        KNOWN,
        /** What it begins is over already. */
        OVER,
        /** {@value #MOST} stand already. */
        FULL
    }

    /** What is in force after a command. */
    public record Applied(Controls after, Effect effect) {}

    /** @param now epoch ms processing time */
    public Applied apply(Command command, long now) {
        Controls present = without(now);
        boolean ends = command instanceof Expiry;
        Standing stands = present.standing.get(command.id());
        long said = stands == null ? present.ended.getOrDefault(command.id(), Long.MIN_VALUE) : stands.at();
        if (command.at() < said || command.at() == said && !(ends && stands != null)) {
            return new Applied(present, Effect.KNOWN);
        }
        if (command instanceof Standing begins && begins.endsAt() > now) {
            return present.begun(begins);
        }
        return new Applied(present.end(command), ends || stands != null ? Effect.TAKEN : Effect.OVER);
    }

    private Applied begun(Standing begins) {
        if (standing.size() >= MOST && !standing.containsKey(begins.id())) {
            return new Applied(this, Effect.FULL);
        }
        Map<String, Standing> all = new TreeMap<>(standing);
        all.put(begins.id(), begins);
        Map<String, Long> ends = new TreeMap<>(ended);
        ends.remove(begins.id());
        return new Applied(new Controls(all, ends), Effect.TAKEN);
    }

    /** Also where the beginning has not come yet. */
    private Controls end(Command command) {
        Map<String, Standing> all = new TreeMap<>(standing);
        all.remove(command.id());
        Map<String, Long> ends = new TreeMap<>(ended);
        ends.put(command.id(), command.at());
        return new Controls(all, newest(ends));
    }

    private static Map<String, Long> newest(Map<String, Long> ends) {
        while (ends.size() > MOST) {
            ends.remove(ends.entrySet().stream()
                    .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow()
                    .getKey());
        }
        return ends;
    }

    /** The same where what is over by then has ended. */
    private Controls without(long now) {
        Controls left = this;
        for (Standing one : standing.values()) {
            left = one.endsAt() > now ? left : left.end(one);
        }
        return left;
    }

    /** The silence of an episode; of several the one that ends last. */
    public Optional<Silence> silence(Occurrence episode, long now) {
        return last(episode, now, Silence.class::isInstance).map(Silence.class::cast);
    }

    /** Who sees to an episode; of several the acknowledgement that ends last. */
    public Optional<Acknowledgement> acknowledgement(Occurrence episode, long now) {
        return last(episode, now, Acknowledgement.class::isInstance).map(Acknowledgement.class::cast);
    }

    private Optional<Standing> last(Occurrence episode, long now, Predicate<Standing> kind) {
        return standing.values().stream()
                .filter(kind)
                .filter(one -> one.holds(now) && one.isAbout(episode))
                .max(LAST_TO_END);
    }

    /**
     * When an episode has to be looked at again: the next moment after {@code now} at which something about it begins, ends
     * or is announced to end, epoch ms; {@link Long#MAX_VALUE} for never.
     */
    public long nextChange(Occurrence episode, long now) {
        long next = Long.MAX_VALUE;
        for (Standing one : standing.values()) {
            if (one.endsAt() > now && one.isAbout(episode)) {
                long notice = one instanceof Silence silence ? silence.noticeAt() : Long.MAX_VALUE;
                for (long moment : new long[] {one.startsAt(), notice, one.endsAt()}) {
                    next = moment > now ? Math.min(next, moment) : next;
                }
            }
        }
        return next;
    }

    /** Those that have not ended by then, the ones that end first in front. */
    public List<Standing> standing(long now) {
        return standing.values().stream()
                .filter(one -> one.endsAt() > now)
                .sorted(LAST_TO_END)
                .toList();
    }
}
