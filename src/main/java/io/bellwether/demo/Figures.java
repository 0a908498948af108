package io.bellwether.demo;

import java.util.List;

/**
 * What the store says at one moment. Null stands for what the store does not know: no value, or an empty denominator.
 *
 * @param events taken in since the start
 * @param points rows stored since the start
 * @param rejected records since the start
 * @param eventsPerSecond over the last half minute, as far as there are complete windows
 * @param pointsPerSecond over the same time
 * @param lagSeconds how old what was read last is
 * @param queues by name
 * @param total of all queues
 */
record Figures(
        long events,
        long points,
        long rejected,
        Double eventsPerSecond,
        Double pointsPerSecond,
        Double lagSeconds,
        List<Queue> queues,
        Queue total) {

    /** Nothing known yet. */
    static final Figures NONE = new Figures(0, 0, 0, null, null, null, List.of(), Queue.unknown("all queues"));

    /**
     * A queue: levels now, the rest of the last five minutes.
     *
     * @param oldestSeconds how long the customer has waited who has waited longest
     * @param serviceLevel answered in threshold / (answered + abandoned − short abandoned), 0 to 1
     * @param attainment SLA clocks met / (met + breached), all clocks together, 0 to 1
     * @param open cases that are new or open
     * @param mood mean score of customers' messages, −1 to 1
     * @param negativeShare of customers' messages, 0 to 1
     */
    record Queue(
            String name,
            Long waiting,
            Double oldestSeconds,
            Double serviceLevel,
            Long offered,
            Long answered,
            Long abandoned,
            Double attainment,
            Long open,
            Double mood,
            Double negativeShare) {

        static Queue unknown(String name) {
            return new Queue(name, null, null, null, null, null, null, null, null, null, null);
        }
    }
}
