package io.bellwether.sla;

/**
 * One clock of a case as a person asks for it: what it shows at a time and why.
 *
 * @param clock its name
 * @param instance its repetition, from 1
 * @param state RUNNING, PAUSED, FULFILLED or CANCELLED
 * @param start when the instance began, epoch ms
 * @param consumedMillis working time consumed at the time asked for
 * @param targetMillis working time allowed; 0 without a target or where the source set the due time
 * @param deadline when it is or was due, epoch ms; 0 where nothing is due (no target, paused, stopped in time)
 * @param breachedAt when the breach was observed, epoch ms; 0 without
 * @param policy the policy's name; empty where none matched
 * @param rule where the target stands, as in {@code sla-policies.yaml:23 first_reply.priority.urgent}, or
 *     {@code due_at}; empty without a target
 */
public record ClockView(
        String clock,
        int instance,
        String state,
        long start,
        long consumedMillis,
        long targetMillis,
        long deadline,
        long breachedAt,
        Verdict verdict,
        String policy,
        String rule) {

    /** What has become of the promise. */
    public enum Verdict {
        /** Nothing was promised. */
        TIMED,
        /** Not yet known. */
        PENDING,
        MET,
        BREACHED,
        /** Ended without a verdict. */
        VOID
    }
}
