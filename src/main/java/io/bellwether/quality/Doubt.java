package io.bellwether.quality;

import java.util.List;
import java.util.Locale;

/** Why a rating may have been bought, or given in bad faith. None of them proves it: such ratings are counted apart. */
public enum Doubt {
    /** It says the opposite of how the customer wrote. */
    CONTRADICTS,
    /** Its customer gave more in a day than people do. */
    MANY,
    /** It came in a burst of its kind, far above what is usual in its queue. */
    BURST;

    private static final int CLEAR = 55;
    private static final int LEAST_MESSAGES = 3;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The tags of a doubtful rating of a kind of survey. */
    public List<String> tags(String kind) {
        return List.of(kind, wireName);
    }

    /** Whether a rating says the opposite of at least three messages of its customer whose mood is beyond doubt. */
    public static boolean contradicts(Rating rating, Mood mood) {
        if (mood.count() < LEAST_MESSAGES) {
            return false;
        }
        return rating.satisfied() && mood.contactScore() < -CLEAR
                || rating.dissatisfied() && mood.contactScore() > CLEAR;
    }
}
