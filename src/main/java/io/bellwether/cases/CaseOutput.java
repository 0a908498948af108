package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Observer;
import io.bellwether.metric.Signal;
import io.bellwether.quality.CustomerFact;
import io.bellwether.queue.OnContact;
import io.bellwether.sla.ClockView;

/** Where the fold of a case puts what it finds. */
public interface CaseOutput extends Observer {

    /** Something happened that a rule may alert on. */
    void signal(Signal signal);

    /** See {@link io.bellwether.sla.SlaListener#hearsOfEveryEnd}. */
    default boolean hearsOfEveryEnd() {
        return true;
    }

    /** See {@link io.bellwether.sla.SlaListener#replaced}. */
    default void replaced(ClockView last) {}

    /** An agent begins or ceases to have the chat. Only who keeps agents needs to hear it. */
    default void onContact(OnContact change) {}

    /** Whether anybody listens to {@link #customer}. */
    default boolean hearsOfCustomers() {
        return true;
    }

    /** Something happens to the customer of the case. Only who keeps customers needs to hear it. */
    default void customer(CustomerFact fact) {}

    /** A queue gets a rating; its customer is the queue. Only who watches queues needs to hear it. */
    default void rated(CustomerFact fact) {}

    /** An event had been seen before; it was dropped. */
    void duplicate(ServiceEvent event);

    /**
     * An event is too old to be told from one that is sent again, or happened before the end of a case that is over. It
     * counts for nothing.
     *
     * @param why in words that go on after "came … behind the watermark; "
     */
    void refused(ServiceEvent event, String why);

    /**
     * An event came behind the watermark; it was folded as a correction.
     *
     * @param tooLate whether panes of its time are closed for good, so that it counts from the lateness horizon on
     */
    void late(ServiceEvent event, boolean tooLate);
}
