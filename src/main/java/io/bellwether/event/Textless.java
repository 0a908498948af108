package io.bellwether.event;

import static io.bellwether.event.EventField.SENTIMENT;
import static io.bellwether.event.EventField.TEXT;
import static io.bellwether.event.EventField.TOPICS;

import java.util.List;

/** An event as it leaves the door: what a message says is known by then, and its text is not. */
public final class Textless {

    private Textless() {}

    /**
     * The same event without its text.
     *
     * @param score its sentiment; null for none
     * @param topics what it is about; null where that is not known
     */
    public static ServiceEvent of(ServiceEvent event, Double score, List<String> topics) {
        long said = event.mask() & ~(TEXT.codeBit | SENTIMENT.codeBit | TOPICS.codeBit)
                | (score == null ? 0 : SENTIMENT.codeBit)
                | (topics == null ? 0 : TOPICS.codeBit);
        Object[] left = new Object[Long.bitCount(said)];
        int next = 0;
        for (long rest = said; rest != 0; rest &= rest - 1) {
            long bit = Long.lowestOneBit(rest);
            left[next++] = bit == SENTIMENT.codeBit ? score : bit == TOPICS.codeBit ? topics : event.value(bit);
        }
        return new ServiceEvent(
                event.id(), event.type(), event.time(), event.source(), said, left, event.extra(), event.origin());
    }
}
