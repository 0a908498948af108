package io.bellwether.influx;

/** Sends lines and waits for the answer. Called by one thread at a time. */
interface WriteApi extends AutoCloseable {

    /** Never throws for what a server or a network does: that is in the reply. */
    WriteReply write(String lines);

    /** From any thread: a write under way ends at once. */
    void cancel();

    @Override
    void close();
}
