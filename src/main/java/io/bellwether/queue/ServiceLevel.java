package io.bellwether.queue;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By what service levels are judged, queue by queue and channel by channel.
 *
 * @param usual where nothing else is said
 * @param byQueue what single queues have instead
 */
public record ServiceLevel(ServiceLimits usual, Map<String, OfQueue> byQueue) implements Serializable {

    /** 20 s and 5 s, the field's usual pair, and the formula that most planners use. */
    public static final ServiceLevel DEFAULT =
            new ServiceLevel(new ServiceLimits(20_000, 5_000, ServiceFormula.F6), Map.of());

    /**
     * What one queue has.
     *
     * @param usual in all its channels
     * @param byChannel but in these
     */
    public record OfQueue(ServiceLimits usual, Map<String, ServiceLimits> byChannel) implements Serializable {

        public OfQueue {
            byChannel = Map.copyOf(byChannel);
        }

        private ServiceLimits of(String channel) {
            ServiceLimits own = channel == null ? null : byChannel.get(channel);
            return own == null ? usual : own;
        }

        private void addFormulas(String channel, Set<ServiceFormula> formulas) {
            formulas.add(of(channel).formula());
            if (channel == null) {
                byChannel.values().forEach(limits -> formulas.add(limits.formula()));
            }
        }
    }

    public ServiceLevel {
        byQueue = Map.copyOf(byQueue);
    }

    /** What holds for a contact of a queue and a channel, null where they are not known. */
    public ServiceLimits of(String queue, String channel) {
        OfQueue own = queue == null || byQueue.isEmpty() ? null : byQueue.get(queue);
        return own == null ? usual : own.of(channel);
    }

    /**
     * The ids of the formulas by which contacts are judged that one series counts, in order and joined by a comma: more than
     * one where queues or channels with different ones are added up.
     *
     * @param queue null for all
     * @param channel null for all
     */
    public String formulas(String queue, String channel) {
        if (byQueue.isEmpty()) {
            return usual.formula().name();
        }
        Set<ServiceFormula> formulas = EnumSet.noneOf(ServiceFormula.class);
        if (queue == null) {
            formulas.add(usual.formula());
            byQueue.values().forEach(one -> one.addFormulas(channel, formulas));
        } else if (byQueue.containsKey(queue)) {
            byQueue.get(queue).addFormulas(channel, formulas);
        } else {
            formulas.add(usual.formula());
        }
        return formulas.stream().map(Enum::name).collect(Collectors.joining(","));
    }
}
