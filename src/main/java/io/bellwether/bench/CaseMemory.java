package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cases.OpenCases;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.io.IOException;

/**
 * What an open case costs: a ticket with a customer's message and an agent's answer, its clocks running.
 *
 * @param cases how many were held
 * @param recentHeapBytes live heap of one that may still be corrected and to which nothing has happened for a minute, its
 *     key included
 * @param recentBytes of the same in a checkpoint
 * @param settledHeapBytes live heap of one whose last event is longer ago than {@code lateness}: nearly all open cases
 * @param settledBytes of the same in a checkpoint
 * @param forgottenHeapBytes live heap of what stays of one that is over, so that its events are known when they are sent again
 * @param forgottenBytes of the same in a checkpoint
 */
record CaseMemory(
        int cases,
        double recentHeapBytes,
        double recentBytes,
        double settledHeapBytes,
        double settledBytes,
        double forgottenHeapBytes,
        double forgottenBytes) {

    private static final int COLLECTIONS = 3;

    /** Holds that many cases and sees what the heap says; needs about 1 GB for 200,000. */
    static CaseMemory measure(Settings settings, PolicyBook policies, int cases) throws IOException {
        long before = liveHeap();
        OpenCases held = new OpenCases(settings.cases(), policies, cases);
        held.quieten();
        double recentHeap = (double) (liveHeap() - before) / cases;
        double recent = (double) held.checkpointBytes() / cases;
        held.settle();
        double settledHeap = (double) (liveHeap() - before) / cases;
        double settled = (double) held.checkpointBytes() / cases;
        held.forget();
        double forgottenHeap = (double) (liveHeap() - before) / cases;
        double forgotten = (double) held.checkpointBytes() / cases;
        return new CaseMemory(cases, recentHeap, recent, settledHeap, settled, forgottenHeap, forgotten);
    }

    private static long liveHeap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    void text(Lines lines) {
        lines.add("%-24s %10s %14s", "fold alone, bytes a case", "live heap", "in checkpoint");
        lines.add("%-24s %10.0f %14.0f", "within lateness", recentHeapBytes, recentBytes);
        lines.add("%-24s %10.0f %14.0f", "settled", settledHeapBytes, settledBytes);
        lines.add("%-24s %10.0f %14.0f", "over, four ids left", forgottenHeapBytes, forgottenBytes);
    }

    void json(ObjectNode root) {
        root.putObject("fold_alone")
                .put("cases", cases)
                .put("recent_heap_bytes", recentHeapBytes)
                .put("recent_checkpoint_bytes", recentBytes)
                .put("settled_heap_bytes", settledHeapBytes)
                .put("settled_checkpoint_bytes", settledBytes)
                .put("forgotten_heap_bytes", forgottenHeapBytes)
                .put("forgotten_checkpoint_bytes", forgottenBytes);
    }
}
