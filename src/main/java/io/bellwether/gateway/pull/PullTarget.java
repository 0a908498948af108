package io.bellwether.gateway.pull;

import java.util.Set;

/** Where what was fetched goes, and what is remembered of how far that has come. */
public interface PullTarget {

    /** Delivers an answer; whether Kafka has all that came of it. Waits. */
    boolean take(byte[] answer) throws InterruptedException;

    /** The accounts that were ever heard of. */
    Set<String> accounts();

    /** Up to where an account was read; empty for its beginning. */
    String cursor(String account);

    /** Remembers that, whatever becomes of the process; whether it is remembered. Waits. */
    boolean keep(String account, String cursor) throws InterruptedException;

    /** Counts an attempt by what came of it. */
    void counted(String outcome);
}
