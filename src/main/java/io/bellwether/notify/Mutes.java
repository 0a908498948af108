package io.bellwether.notify;

import io.bellwether.alert.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The one place where all reasons for not telling something now are asked, the first that holds wins. The end of an alert is
 * never muted: whoever was told of the beginning is told of it.
 *
 * @param muters in the order in which they are asked
 */
public record Mutes(List<Muter> muters) {

    public Mutes {
        muters = List.copyOf(muters);
    }

    /** Null where it may be told. */
    public Mute of(Telling telling, long now) {
        if (telling.entry().change().kind() == Transition.Kind.RESOLVED) {
            return null;
        }
        for (Muter muter : muters) {
            Mute mute = muter.mute(telling, now);
            if (mute != null) {
                return mute;
            }
        }
        return null;
    }

    /**
     * What waits, told apart.
     *
     * @param free may be told now, by order of arrival
     * @param held may not
     * @param until epoch ms processing time at which to ask again about these
     */
    public record Split(List<Entry> free, List<Entry> held, long until) {}

    /**
     * Tells apart what may be told now and what may not.
     *
     * @param told whether the receiver knows of an episode
     */
    public Split split(List<Entry> waiting, GroupTimes times, Predicate<String> told, long now) {
        List<Entry> free = new ArrayList<>();
        List<Entry> held = new ArrayList<>();
        long until = Mute.UNTIL_NEWS;
        for (Entry entry : waiting) {
            Mute mute = of(new Telling(entry, times, told.test(entry.change().episode())), now);
            if (mute == null) {
                free.add(entry.freed(now));
            } else {
                held.add(entry.held(mute, now));
                until = Math.min(until, mute.until());
            }
        }
        return new Split(free, held, until);
    }
}
