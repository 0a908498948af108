package io.bellwether.ingest;

import io.bellwether.yaml.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Further properties of Kafka clients, looked at before there is a client. One set of them goes to consumers, producers and
 * the admin client alike; the first of them that is made would otherwise tell only of what it reads itself, and the others
 * in the middle of a job.
 */
public final class ClientProperties {

    private static final List<ConfigDef> DEFINITIONS =
            List.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

    /** Of Flink's connector. */
    private static final Set<String> CONNECTOR =
            Set.of("client.id.prefix", "register.consumer.metrics", "commit.offsets.on.checkpoint");

    /** Lists of classes, which the definitions take for any words, with what each class has to be. */
    private static final Map<String, List<Class<?>>> CLASSES = Map.of(
            ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, List.of(ConsumerInterceptor.class, ProducerInterceptor.class),
            ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of(MetricsReporter.class),
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(ConsumerPartitionAssignor.class));

    private static final int MOST_PORT = 65_535;

    private ClientProperties() {}

    /**
     * What a client would refuse in a list of brokers, whether or not there are such hosts.
     *
     * @return what is wrong; empty for nothing
     */
    public static String servers(String list) {
        List<String> servers = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .toList();
        return servers.isEmpty() || !servers.stream().allMatch(ClientProperties::isServer)
                ? "must be host:port, several with commas between them, not " + list
                : "";
    }

    private static boolean isServer(String server) {
        String host = Utils.getHost(server);
        try {
            return host != null && !host.isEmpty() && Utils.getPort(server) <= MOST_PORT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * What a client would refuse, and what none would read.
     *
     * @return by the name of a property, what is wrong with it; never its value, unless that names a class. A value with a
     *     variable of Kafka's own in it is not judged, nor is an unknown name where a class is named that may read it
     */
    public static Map<String, String> problems(Map<String, String> properties) {
        Map<String, String> problems = new LinkedHashMap<>();
        boolean plugIn = properties.keySet().stream().anyMatch(ClientProperties::namesAClass);
        properties.forEach((name, value) -> {
            String problem = isKnown(name) ? value(name, value) : plugIn ? "" : unknown(name);
            if (!problem.isEmpty()) {
                problems.put(name, problem);
            }
        });
        if (problems.isEmpty() && properties.keySet().stream().noneMatch(name -> name.startsWith("config.providers"))) {
            together(properties, problems);
        }
        return problems;
    }

    private static boolean isKnown(String name) {
        return CONNECTOR.contains(name)
                || name.startsWith("metrics.jmx.")
                || DEFINITIONS.stream()
                        .anyMatch(definition -> definition.names().contains(name));
    }

    private static boolean namesAClass(String name) {
        return CLASSES.containsKey(name)
                || name.startsWith("config.providers")
                || DEFINITIONS.stream()
                        .map(definition -> definition.configKeys().get(name))
                        .anyMatch(key -> key != null && key.type == ConfigDef.Type.CLASS);
    }

    private static String unknown(String name) {
        Set<String> names = new TreeSet<>(CONNECTOR);
        DEFINITIONS.forEach(definition -> names.addAll(definition.names()));
        return "no Kafka client knows this property; correct or remove it" + Nearest.hint(name, names);
    }

    private static String value(String name, String value) {
        if (value.contains("${")) {
            return "";
        }
        for (ConfigDef definition : DEFINITIONS) {
            ConfigDef.ConfigKey key = definition.configKeys().get(name);
            if (key != null) {
                try {
                    Object parsed = ConfigDef.parseType(name, value, key.type);
                    if (key.validator != null) {
                        key.validator.ensureValid(name, parsed);
                    }
                } catch (ConfigException e) {
                    return words(name, e);
                }
            }
        }
        return CLASSES.containsKey(name) ? classes(name, value) : "";
    }

    /** The exception's sentence, without the value that it begins with. */
    private static String words(String name, ConfigException e) {
        String mark = " for configuration " + name + ": ";
        int begin = e.getMessage().indexOf(mark);
        return "is not taken by the Kafka client"
                + (begin < 0 ? "" : ": " + e.getMessage().substring(begin + mark.length()));
    }

    private static String classes(String name, String value) {
        for (String className : value.split("\\s*,\\s*")) {
            if (className.isEmpty()) {
                continue;
            }
            try {
                Class<?> found =
                        Class.forName(className, false, Thread.currentThread().getContextClassLoader());
                for (Class<?> needed : CLASSES.get(name)) {
                    if (!needed.isAssignableFrom(found)) {
                        return "the class " + className + " is no " + needed.getSimpleName()
                                + ", which the clients need here; name one that is";
                    }
                }
            } catch (ClassNotFoundException | LinkageError e) {
                return "there is no class " + className + "; correct it, or put its jar on the class path";
            }
        }
        return "";
    }

    /** Values that are right by themselves and contradict each other. */
    private static void together(Map<String, String> properties, Map<String, String> problems) {
        if (properties.isEmpty() || properties.values().stream().anyMatch(value -> value.contains("${"))) {
            return;
        }
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", "localhost:9092");
        all.put("group.id", "bellwether");
        all.put("key.serializer", ByteArraySerializer.class);
        all.put("value.serializer", ByteArraySerializer.class);
        all.put("key.deserializer", ByteArrayDeserializer.class);
        all.put("value.deserializer", ByteArrayDeserializer.class);
        try {
            new AdminClientConfig(all);
            new ConsumerConfig(all);
            requireTimeToDeliver(new ProducerConfig(all));
        } catch (ConfigException e) {
            List<String> named = new ArrayList<>(properties.keySet());
            named.removeIf(name -> !e.getMessage().contains(name));
            problems.put(
                    named.isEmpty() ? properties.keySet().iterator().next() : named.get(0),
                    named.isEmpty() ? "is not taken by the Kafka client" : contradiction(e));
        }
    }

    /** A producer itself asks for this only where it is made. */
    private static void requireTimeToDeliver(ProducerConfig config) {
        long least = config.getLong(ProducerConfig.LINGER_MS_CONFIG)
                + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        if (config.originals().containsKey(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)
                && config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG) < least) {
            throw new ConfigException("delivery.timeout.ms must be at least linger.ms + request.timeout.ms");
        }
    }

    private static String contradiction(ConfigException e) {
        String mark = " for configuration ";
        int begin = e.getMessage().startsWith("Invalid value ") ? e.getMessage().indexOf(mark) : -1;
        return "is not taken by the Kafka client: "
                + (begin < 0 ? e.getMessage() : e.getMessage().substring(begin + mark.length()));
    }
}
