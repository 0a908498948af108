package io.bellwether.gateway.sender;

import java.util.Locale;

/** What a check of a sender says; also the label under which failures are counted. */
public enum SenderVerdict {
    /** It is who it says. */
    GENUINE,
    /** Nothing was there to check. */
    MISSING,
    /** Another secret, or something was changed on the way. */
    WRONG,
    /** Its time is too far from now: perhaps somebody sends again what they overheard. */
    OUT_OF_WINDOW,
    /** What is signed or encrypted cannot be read. */
    UNREADABLE;

    /** The name as a label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
