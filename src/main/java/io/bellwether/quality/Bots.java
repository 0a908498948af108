package io.bellwether.quality;

import java.io.Serializable;
import java.util.Set;

/**
 * How a bot's conversations end.
 *
 * @param leftReasons reasons of the end of a chat that say that its customer left; any other end without a person is the bot's
 *     success
 * @param withinMillis a session is contained strictly where its customer has no contact with people within that after it, ms
 */
public record Bots(Set<String> leftReasons, long withinMillis) implements Serializable {

    /** What systems call it when nobody answers the bot any more; a day. */
    public static final Bots DEFAULT =
            new Bots(Set.of("abandoned", "customer_left", "idle", "inactive", "inactivity", "timeout"), 86_400_000L);

    public Bots {
        leftReasons = Set.copyOf(leftReasons);
    }
}
