package io.bellwether.quality;

import java.io.Serializable;
import java.util.Set;

/**
 * How a bot's conversations end.
 *
 * @param leftReasons reasons of the end of a chat that say that its customer left; any other end without a person is the bot's
 *     success
 */
public record Bots(Set<String> leftReasons) implements Serializable {

    /** What systems call it when nobody answers the bot any more. */
    public static final Bots DEFAULT =
            new Bots(Set.of("abandoned", "customer_left", "idle", "inactive", "inactivity", "timeout"));

    public Bots {
        leftReasons = Set.copyOf(leftReasons);
    }
}
