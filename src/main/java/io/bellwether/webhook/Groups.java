package io.bellwether.webhook;

import java.util.List;

/** What the parts of the delivery ask of it: one group is the current one, and all state is that group's. */
interface Groups {

    /** Those of all groups. */
    List<String> keys() throws Exception;

    /** The current one. */
    String key();

    /** Makes a group the current one. */
    void turnTo(String key);

    /** Does with the current group whatever can be done now. Calling it once too often is harmless. */
    void advance(long now) throws Exception;

    /** After a request has ended: what came meanwhile goes next, and a group with nothing left leaves no state. */
    void settle(Head head, long now) throws Exception;

    /** Something that the current group has to say is held back: it advances when a circumstance changes. */
    void held();

    /** Who is to hear of receivers in trouble does; another group is the current one then. */
    void tellTroubles(long now) throws Exception;

    /** Has the current group advanced at a processing time. */
    void wakeAt(long millis);
}
