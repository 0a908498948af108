package io.bellwether.platform;

import java.util.Locale;

/** What an indicator counts: the thing that stands once in its denominator. */
public enum Unit {
    /** From the first unanswered message of a customer to the reply. */
    ROUND,
    /** Each message of a customer. */
    MESSAGE,
    /** A consultation: from its first message, or from the transfer to people, to its end or the end of the day. */
    SESSION,
    /** A customer on a day, however many chats and messages there were. */
    CONSUMER_DAY,
    /** The answer of a satisfaction survey. */
    RATING;

    /** The name in files, as in {@code consumer_day}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
