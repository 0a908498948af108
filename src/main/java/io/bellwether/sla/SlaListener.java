package io.bellwether.sla;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observations;
import io.bellwether.metric.Signal;
import java.util.List;

/**
 * Where the engine puts observations of measurement {@code sla} and signals.
 *
 * <p>A count of −1 and a {@link #retractTiming} take back an earlier observation at its own time. They belong to the
 * series in which it was made: where the event at hand changed the case's dimensions, to the series before it.
 */
public interface SlaListener extends Observations {

    /** Something that a rule may alert on. */
    void signal(Signal signal);

    /**
     * Whether it wants to hear how an instance ended that was neither at risk nor breached. Nearly all end so, and an
     * alert has nothing to close then.
     */
    default boolean hearsOfEveryEnd() {
        return true;
    }

    /**
     * An instance of a clock gives way to the next: it is not among the clocks of the case any more. Told to who hears of
     * every end.
     *
     * @param last what it showed at last
     */
    default void replaced(ClockView last) {}

    /**
     * Takes back a timing that was observed earlier with the same measure, tags, time and value: the reply that it
     * measured was no reply.
     */
    void retractTiming(Measure measure, List<String> tags, long time, long value);
}
