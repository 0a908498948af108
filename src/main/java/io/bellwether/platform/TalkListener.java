package io.bellwether.platform;

import io.bellwether.metric.Signal;

/** Hears what becomes of a chat's rounds. */
interface TalkListener {

    /** Something is added to an indicator. */
    void outcome(Outcome outcome);

    /**
     * A round that waits is told of, or ends.
     *
     * @param round its number in the chat, from 1
     * @param level how many of the rules' warnings it has passed; 0 where it ends
     * @param since when it began
     * @param targetMillis the shortest time that it should be replied to within
     */
    void signal(Signal.Kind kind, String platform, int round, int level, long time, long since, long targetMillis);
}
