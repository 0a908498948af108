package io.bellwether.queue;

import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;

/** Where a contact's observations go; the receiver files them under the dimensions that the case had at its beginning. */
public interface ContactListener {

    /** The channel under which the contact counts; null where channels are no dimension. */
    String channel();

    /** Adds to a count. */
    void count(Measure measure, long time, long n);

    /** Adds a duration (weight 1) or takes one back (weight −1). */
    void timing(Measure measure, long time, long millis, int weight);

    /** Changes a level; see {@link io.bellwether.metric.Observations#level}. */
    void level(Measure measure, long time, long delta, long since);

    /**
     * An agent begins (1) or ceases (−1) to have the contact.
     *
     * @param agent null where the source does not say who has it
     * @param since when they began to have it; equal at both
     */
    void onContact(SourceId agent, long time, int delta, long since);
}
