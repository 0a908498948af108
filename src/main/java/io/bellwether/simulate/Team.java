package io.bellwether.simulate;

import java.time.LocalTime;
import java.util.List;

/**
 * Agents who serve the same queues in the same way.
 *
 * @param queues served, in order of preference where two contacts have waited equally long
 * @param slots contacts at a time
 * @param breaks when they pause; null for never
 */
public record Team(String name, List<String> queues, int slots, List<Shift> shifts, Breaks breaks) {

    public Team {
        queues = List.copyOf(queues);
        shifts = List.copyOf(shifts);
    }

    /**
     * A daily shift, local time.
     *
     * @param from {@code HH:mm}
     * @param to {@code HH:mm}; not after {@code from} means the next day; equal times mean always present
     * @param agents how many people
     */
    public record Shift(String from, String to, int agents) {
        /** Whether people of this shift never leave. */
        public boolean always() {
            return from.equals(to);
        }

        long fromMillis() {
            return LocalTime.parse(from).toNanoOfDay() / 1_000_000L;
        }

        long lengthMillis() {
            long length = LocalTime.parse(to).toNanoOfDay() / 1_000_000L - fromMillis();
            return length > 0 ? length : length + 86_400_000L;
        }
    }

    /** Pauses: the mean time between two and their mean length. */
    public record Breaks(Span every, Span lasts) {}
}
