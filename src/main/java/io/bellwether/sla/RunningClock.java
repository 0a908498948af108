package io.bellwether.sla;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/**
 * A clock that promises something and has not ended, as the fold of its case knows it: nothing in it depends on when it is
 * looked at, so it is another one only when something happened to the clock.
 *
 * @param source the system whose id the case's is
 * @param clock its name
 * @param instance its repetition, from 1
 * @param queue the case's dimensions of these names; empty where unknown
 * @param agent the agent's id; empty where the case has none
 * @param policy the policy's name; empty where none matched
 * @param rule where the target stands, as in {@link ClockView#rule}
 * @param risk 0, or the level at which it was reported at risk: 1 (share of the target elapsed) or 2 (little time left)
 * @param reason why it is not simply running: the status in which it does not count, or {@code bot}; else empty
 * @param start when the instance began, epoch ms
 * @param since up to when {@code consumedMillis} is counted, epoch ms: while it is paused, since when
 * @param consumedMillis working time consumed up to {@code since}
 * @param targetMillis working time allowed; 0 where the source set the due time
 * @param deadline when it is or was due, epoch ms; 0 while nothing can fall due
 */
public record RunningClock(
        String source,
        String caseId,
        String clock,
        int instance,
        String queue,
        String tier,
        String agent,
        String policy,
        String rule,
        State state,
        int risk,
        String reason,
        long start,
        long since,
        long consumedMillis,
        long targetMillis,
        long deadline) {

    /** The same where nothing is told by agent. */
    public RunningClock withoutAgent() {
        return new RunningClock(
                source,
                caseId,
                clock,
                instance,
                queue,
                tier,
                "",
                policy,
                rule,
                state,
                risk,
                reason,
                start,
                since,
                consumedMillis,
                targetMillis,
                deadline);
    }

    /** Where it stands. */
    public enum State implements Coded {
        RUNNING(0, "running"),
        /** Time does not count in the case's status. */
        PAUSED(1, "paused"),
        /** A bot answered last: time counts, but nothing falls due. */
        HELD(2, "held"),
        /** The deadline has passed, and what was promised has not happened. */
        OVERDUE(3, "overdue");

        /** By their codes when shipped. */
        public static final CodeTable<State> CODES = new CodeTable<>(State.class);

        private final int code;
        private final String wireName;

        State(int code, String wireName) {
            this.code = code;
            this.wireName = wireName;
        }

        @Override
        public int code() {
            return code;
        }

        public String wireName() {
            return wireName;
        }
    }
}
