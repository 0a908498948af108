package io.bellwether.staffing;

import java.io.Serializable;
import java.util.Locale;

/**
 * What a queue promises, and how its people work.
 *
 * @param target null where none was given; back-office work has none
 * @param handleSeconds of a contact at that concurrency, wrap-up included; NaN where none was given
 * @param patienceSeconds mean time after which a customer leaves; infinite where it is not known
 * @param concurrency contacts that an agent has at a time when all have as many as they may
 * @param occupancy the greatest share of their time, or of their places, that agents may be busy
 * @param abandonment the greatest share of contacts that may leave; 1 for no limit
 * @param shrinkage share of paid time in which people are not there for customers: breaks, training, leave
 * @param minimum agents at any time that is planned
 */
public record ServiceTerms(
        Work work,
        ServiceTarget target,
        double handleSeconds,
        double patienceSeconds,
        double concurrency,
        double occupancy,
        double abandonment,
        double shrinkage,
        int minimum)
        implements Serializable {

    /** Whether somebody waits for the answer. */
    public enum Work {
        /** Somebody does: calls and chats. */
        CHAT,
        /** Nobody does: work that may lie, such as tickets. */
        BACKOFFICE;

        /** In files: {@code backoffice}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing promised, nothing known: one contact at a time, 85 % busy, everybody there. */
    public static final ServiceTerms PLAIN =
            new ServiceTerms(Work.CHAT, null, Double.NaN, Double.POSITIVE_INFINITY, 1, 0.85, 1, 0, 0);

    /** The same with another promise. */
    public ServiceTerms with(ServiceTarget other) {
        return new ServiceTerms(
                work, other, handleSeconds, patienceSeconds, concurrency, occupancy, abandonment, shrinkage, minimum);
    }

    /** The same with customers who wait so long in the mean before they leave. */
    public ServiceTerms withPatience(double seconds) {
        return new ServiceTerms(
                work, target, handleSeconds, seconds, concurrency, occupancy, abandonment, shrinkage, minimum);
    }

    /** Servers of the queue's model: places of so many agents. */
    int servers(double agents) {
        // 3 agents of 1.1 places are 3.3000000000000003
        return (int) Math.floor(agents * concurrency + 1e-9);
    }

    /** People who have to be paid so that so many are there. */
    int scheduled(int agents) {
        return (int) Math.ceil(agents / (1 - shrinkage) - 1e-9);
    }
}
