package io.bellwether.settings;

import io.bellwether.queue.ServiceFormula;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.queue.ServiceLimits;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what {@code bellwether.yaml} says of service levels. */
final class ServiceLevelParser {

    private static final String CHANNEL = "channel";
    private static final List<String> FORMULAS =
            Stream.of(ServiceFormula.values()).map(Enum::name).toList();

    private final List<String> dimensions;

    private ServiceLevelParser(List<String> dimensions) {
        this.dimensions = dimensions;
    }

    /** @param dimensions by which numbers can be broken down: a contact's channel is known if it is one of them */
    static ServiceLevel parse(YamlMap map, List<String> dimensions) {
        ServiceLevel level = new ServiceLevelParser(dimensions).level(map);
        map.done();
        return level;
    }

    private ServiceLevel level(YamlMap map) {
        ServiceLimits usual = limits(map, ServiceLevel.DEFAULT.usual());
        Map<String, ServiceLevel.OfQueue> byQueue = new LinkedHashMap<>();
        YamlMap queues = map.sectionOrDefaults("queues");
        for (String queue : queues.names()) {
            YamlMap own = own(queues, queue, "threshold, short_abandon, formula or channels");
            ServiceLimits ofQueue = limits(own, usual);
            byQueue.put(queue, new ServiceLevel.OfQueue(ofQueue, channels(own, ofQueue)));
            own.done();
        }
        return new ServiceLevel(usual, byQueue);
    }

    private Map<String, ServiceLimits> channels(YamlMap queue, ServiceLimits usual) {
        Map<String, ServiceLimits> byChannel = new LinkedHashMap<>();
        YamlMap channels = queue.sectionOrDefaults("channels");
        for (String channel : channels.names()) {
            YamlMap own = own(channels, channel, "threshold, short_abandon or formula");
            byChannel.put(channel, limits(own, usual));
            own.done();
        }
        if (!byChannel.isEmpty() && !dimensions.contains(CHANNEL)) {
            queue.error("channels", "cannot be told apart, as channel is none of the dimensions " + dimensions);
        }
        return byChannel;
    }

    private static YamlMap own(YamlMap all, String name, String keys) {
        YamlMap own = all.section(name);
        if (all.isMap(name) && own.names().isEmpty()) {
            all.error(name, "says nothing; write " + keys + ", or remove it");
        }
        return own;
    }

    /** @param usual what holds where nothing is said */
    private static ServiceLimits limits(YamlMap map, ServiceLimits usual) {
        long threshold = map.duration("threshold", usual.thresholdMillis());
        long shortAbandon = map.duration("short_abandon", usual.shortAbandonMillis());
        if (shortAbandon > threshold) {
            map.error(
                    "short_abandon",
                    "must be at most threshold (" + Durations.shortest(threshold) + "), not "
                            + Durations.shortest(shortAbandon)
                            + ": who has waited too long has not left before long; write both");
        }
        return new ServiceLimits(threshold, shortAbandon, formula(map, usual.formula()));
    }

    private static ServiceFormula formula(YamlMap map, ServiceFormula usual) {
        String name = map.textOr("formula", usual.name());
        if (!FORMULAS.contains(name)) {
            map.error(
                    "formula",
                    "must be one of " + String.join(", ", FORMULAS) + ", not '" + name + "'"
                            + Nearest.hint(name, FORMULAS));
            return usual;
        }
        return ServiceFormula.valueOf(name);
    }
}
