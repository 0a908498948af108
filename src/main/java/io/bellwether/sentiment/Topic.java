package io.bellwether.sentiment;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a message is about, coarsely and never personally: a word of the trade was in it. Topics name the driver of a
 * sentiment dip; they say nothing about who wrote the message or how the writer feels.
 */
public enum Topic {
    /** Money back, returns, compensation. */
    REFUND,
    /** Shipping, couriers, waiting for a parcel or a meal. */
    DELIVERY,
    /** Broken, wrong, fake-looking or badly made goods. */
    QUALITY,
    /** Prices, discounts, price protection, fees. */
    PRICE,
    /** How an agent or a courier behaves. */
    MANNER,
    /** Fakes, scams, unauthorised charges. */
    FRAUD,
    /** The app, the site, log-in, payment that does not work. */
    APP;

    private static final Topic[] ALL = values();

    /** The bit of this topic in {@link Sentiment#topicMask()}. */
    public int bit() {
        return 1 << ordinal();
    }

    /** The topics whose bits are set. */
    public static Set<Topic> of(int mask) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (Topic topic : ALL) {
            if ((mask & topic.bit()) != 0) {
                topics.add(topic);
            }
        }
        return topics;
    }
}
