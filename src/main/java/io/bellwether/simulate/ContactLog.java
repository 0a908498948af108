package io.bellwether.simulate;

/** Hears of each contact when it enters a queue and when it leaves: the simulation's own account, not its events. */
public interface ContactLog {
    /** How a contact left its queue. */
    enum Outcome {
        ANSWERED,
        ABANDONED,
        /** Moved on to another queue before anybody answered. */
        TRANSFERRED,
        /** Moved on because it had waited as long as its queue lets it. */
        OVERFLOW,
        /** Asked to be called back. */
        CALLBACK
    }

    /** A contact enters a queue. */
    void queued(String queue, long time);

    /** A contact leaves the queue that it entered at {@code queuedAt}. */
    void left(String queue, long queuedAt, long time, Outcome outcome);

    /** Keeps nothing. */
    ContactLog NONE = new ContactLog() {
        @Override
        public void queued(String queue, long time) {
            // nobody asked for the truth
        }

        @Override
        public void left(String queue, long queuedAt, long time, Outcome outcome) {
            // nobody asked for the truth
        }
    };
}
