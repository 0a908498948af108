package io.bellwether.gateway.server;

import io.bellwether.file.Unusable;
import io.bellwether.ingest.BrokerProbe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of what is known of cases. It has to keep the newest of each: made so, or found so. */
final class StateTopic {

    private static final int PARTITIONS = 4;
    private static final String POLICY = "cleanup.policy";
    private static final String COMPACT = "compact";

    private StateTopic() {}

    /**
     * Makes the topic where there is none.
     *
     * @throws Unusable where somebody has to do something about it; the message says what
     * @throws IllegalStateException where Kafka cannot be asked now
     */
    static void require(Properties client, String topic, int seconds) throws Unusable {
        BrokerProbe.Topic found =
                BrokerProbe.describe(client, List.of(topic), seconds).get(topic);
        if (!found.problem().isEmpty()) {
            throw new Unusable("topic " + topic + " (gateway.state_topic) " + found.problem());
        }
        if (found.lacks(BrokerProbe.Right.READ) || found.lacks(BrokerProbe.Right.WRITE)) {
            throw new Unusable(
                    "topic " + topic + " (gateway.state_topic) may not be read and written; grant READ and WRITE");
        }
        try (Admin admin = Admin.create(client)) {
            if (found.partitions() == 0) {
                make(admin, topic, seconds);
            } else {
                look(admin, topic, seconds);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer within " + seconds + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for topic " + topic, e);
        } catch (KafkaException e) {
            throw new IllegalStateException("Kafka cannot be asked for topic " + topic + ": " + e.getMessage(), e);
        }
    }

    private static void make(Admin admin, String topic, int seconds)
            throws Unusable, InterruptedException, TimeoutException {
        try {
            NewTopic compacted =
                    new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty()).configs(Map.of(POLICY, COMPACT));
            admin.createTopics(List.of(compacted)).all().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                throw new Unusable(
                        "topic " + topic + " (gateway.state_topic) is not there and may not be made: create it with "
                                + "cleanup.policy=compact, or grant CREATE");
            }
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + topic + " cannot be made: " + e.getCause(), e);
            }
        }
    }

    /** Who may not ask how a topic is kept is not stopped by that. */
    private static void look(Admin admin, String topic, int seconds)
            throws Unusable, InterruptedException, TimeoutException {
        ConfigResource wanted = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = admin.describeConfigs(List.of(wanted))
                    .all()
                    .get(seconds, TimeUnit.SECONDS)
                    .get(wanted);
            ConfigEntry policy = config == null ? null : config.get(POLICY);
            if (policy != null && policy.value() != null && !policy.value().equals(COMPACT)) {
                throw new Unusable("topic " + topic + " (gateway.state_topic) has cleanup.policy=" + policy.value()
                        + ": what is known of cases would go away with time; set it to compact");
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw new IllegalStateException("topic " + topic + " does not tell how it is kept: " + e.getCause(), e);
            }
        }
    }
}
