package io.bellwether.simulate;

/** Something that waits for an agent: a contact of a chat, or a ticket that needs a touch. */
abstract class Task {
    final String queue;
    final int rank;
    final long since;
    private long order;

    /** @param rank tasks of a higher rank are taken first */
    Task(String queue, int rank, long since) {
        this.queue = queue;
        this.rank = rank;
        this.since = since;
    }

    /** An agent takes it; one of the agent's slots is in use until {@link Floor#release}. */
    abstract void taken(Agent agent);

    void order(long value) {
        order = value;
    }

    static int compare(Task one, Task two) {
        int byRank = Integer.compare(two.rank, one.rank);
        if (byRank != 0) {
            return byRank;
        }
        int byTime = Long.compare(one.since, two.since);
        return byTime != 0 ? byTime : Long.compare(one.order, two.order);
    }
}
