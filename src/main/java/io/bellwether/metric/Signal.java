package io.bellwether.metric;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.Map;

/**
 * Something that happened to one case (or to the configuration) and that a rule may alert on.
 *
 * @param kind what
 * @param subject the case's id; the name of file or directory for {@code POLICY_*}, {@code RULES_*} and {@code PLAN_*}, the setting of the bucket
 *     for {@code STORE_*}. Goes into alerts, never into tags
 * @param source the system whose id the subject is; empty for these
 * @param clock the SLA clock's name, empty for signals that are not of a clock
 * @param instance the clock's repetition, or the round of {@code PLATFORM_*}, from 1; 0 where there is none
 * @param level for {@code SLA_AT_RISK} 1 (share of the target elapsed) or 2 (little time left); for {@code PLATFORM_AT_RISK}
 *     the warning of the platform's rules that was passed, from 1; for {@code STORE_AWAY} 1 or 2; else 0
 * @param time when, epoch ms event time: for a breach the deadline
 * @param targetMillis the target that was or will be missed, in the policy's own (working) time; 0 without one
 * @param consumedMillis what the clock had consumed at {@code time}
 * @param deadline when it breaches or did, epoch ms; 0 without one
 * @param backfill computed from history: never alerted
 * @param dimensions the case's dimensions by name
 * @param detail further words for the reader: policy, reason of a cancellation, last score
 */
public record Signal(
        Kind kind,
        String subject,
        String source,
        String clock,
        int instance,
        int level,
        long time,
        long targetMillis,
        long consumedMillis,
        long deadline,
        boolean backfill,
        Map<String, String> dimensions,
        Map<String, String> detail) {

    /** The dimension that only {@code PLATFORM_*} have: the platform's name. */
    public static final String PLATFORM = "platform";

    /** What a signal says. */
    public enum Kind implements Coded {
        /** A running clock has used most of its target. Opens {@code sla.at_risk}. */
        SLA_AT_RISK(0, "sla.at_risk"),
        /** A clock passed its deadline. Opens {@code sla.breached} and closes the {@code sla.at_risk} of its instance. */
        SLA_BREACHED(1, "sla.breached"),
        /** A clock stopped by what it waited for. Closes both. */
        SLA_FULFILLED(2, "sla.fulfilled"),
        /** A clock ended without a verdict (merged, deleted, policy gone). Closes both. */
        SLA_CANCELLED(3, "sla.cancelled"),
        /** A late event proved that the breach had not happened. Closes it with that reason. */
        SLA_RETRACTED(4, "sla.retracted"),
        /** A new target made an earlier breach void. Closes it with that reason. */
        SLA_SUPERSEDED(5, "sla.superseded"),
        /** A customer's late messages are angry. */
        CASE_ANGRY_CUSTOMER(6, "case.angry_customer"),
        /** The customer calmed down, or the case is over. Closes {@code case.angry_customer}. */
        CASE_CALMED(7, "case.calmed"),
        /** A changed policy file was refused; the old version stays. */
        POLICY_REJECTED(8, "policy.rejected"),
        /** A changed file was taken. Closes {@code policy.rejected}. */
        POLICY_ACCEPTED(9, "policy.accepted"),
        /** Changed rules or a changed routing file were refused; the old ones stay. */
        RULES_REJECTED(10, "rules.rejected"),
        /** The rules and the routing file were taken. Closes {@code rules.rejected}. */
        RULES_ACCEPTED(11, "rules.accepted"),
        /** The store takes no points of a bucket, and they wait: level 1, it is away; level 2, it refuses them. */
        STORE_AWAY(12, "store.away"),
        /** It takes them. Closes {@code store.away}. */
        STORE_BACK(13, "store.back"),
        /** A changed plan was refused; the old one stays. */
        PLAN_REJECTED(14, "plan.rejected"),
        /** A plan was taken. Closes {@code plan.rejected}. */
        PLAN_ACCEPTED(15, "plan.accepted"),
        /** A customer waits for a reply that a platform counts; the level is the warning that was passed. */
        PLATFORM_AT_RISK(30, "platform.at_risk"),
        /** The reply came. Closes {@code platform.at_risk} of its round. */
        PLATFORM_ANSWERED(31, "platform.answered"),
        /** No reply came in time. Closes it likewise. */
        PLATFORM_MISSED(32, "platform.missed"),
        /** The round is no longer counted, or not as waiting: the chat went to another account or to a bot. Closes it likewise. */
        PLATFORM_CANCELLED(33, "platform.cancelled");

        /** By their codes in state. */
        public static final CodeTable<Kind> CODES = new CodeTable<>(Kind.class);

        private final int code;
        private final String wireName;

        Kind(int code, String wireName) {
            this.code = code;
            this.wireName = wireName;
        }

        @Override
        public int code() {
            return code;
        }

        /** The name in rule files. */
        public String wireName() {
            return wireName;
        }
    }

    public Signal {
        dimensions = Map.copyOf(dimensions);
        detail = Map.copyOf(detail);
    }

    /**
     * One that is about no case: about a file, a directory or the store.
     *
     * @param level as {@link #level}
     * @param time epoch ms
     */
    public static Signal ofNoCase(Kind kind, String subject, int level, long time, Map<String, String> detail) {
        return new Signal(kind, subject, "", "", 0, level, time, 0, 0, 0, false, Map.of(), detail);
    }

    /** What tells subjects apart: of equal ids two systems' cases are two. The length says where the source ends. */
    public String key() {
        return source.length() + ":" + source + subject;
    }
}
