package io.bellwether.gateway.mapping;

/** What is known of cases whose product tells them whole each time. For any number of threads. */
public interface SnapshotStore {

    /**
     * Puts a snapshot among those that are known of its case, and tells its place, with the changes of
     * those that may not have been told yet; at one time for one case.
     *
     * @param forgetBefore epoch ms: cases of the source of which nothing was heard since then may be forgotten
     */
    KnownSnapshots.Place add(String source, String caseId, SnapshotState state, long forgetBefore);
}
