package io.bellwether.ingest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the input topics before the job is built, so that what is missing is said at once and in words. */
public final class KafkaTopics {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final int TIMEOUT_SECONDS = 20;

    private KafkaTopics() {}

    /**
     * How many subtasks can read the topics so that each has a partition. A reader without one would never have a time of
     * its own, and hold back everybody's. Kafka's source deals the partitions of a topic to its readers in turn: none goes
     * empty-handed if there are no more readers than the largest topic has partitions.
     *
     * @throws IllegalStateException where the broker does not answer or a topic is missing; the message says what to do
     */
    public static int subtasks(Properties client, List<String> topics, int wanted) {
        int most = partitions(client, topics).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        return Math.min(wanted, most);
    }

    /** Whether a group has committed an offset of any of the topics. False where the broker does not say. */
    public static boolean hasCommitted(Properties client, String group, Collection<String> topics) {
        try (Admin admin = Admin.create(client)) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .entrySet()
                    .stream()
                    .anyMatch(entry -> entry.getValue() != null
                            && topics.contains(entry.getKey().topic()));
        } catch (ExecutionException | TimeoutException e) {
            // It would only have been a remark; who may not look at groups need not.
            LOG.info("Kafka does not tell what group {} committed: {}", group, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka about group " + group, e);
        }
    }

    /** What a Kafka cluster calls itself for good; empty where it does not say. */
    public static String clusterId(Properties client) {
        try (Admin admin = Admin.create(client)) {
            String id = admin.describeCluster().clusterId().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return id == null ? "" : id;
        } catch (ExecutionException | TimeoutException e) {
            // It would only have been compared; who may not describe the cluster need not.
            LOG.info("Kafka does not tell the id of its cluster: {}", e.toString());
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka for the id of its cluster", e);
        }
    }

    private static Map<String, Integer> partitions(Properties client, Collection<String> topics) {
        Map<String, Integer> partitions = new TreeMap<>();
        try (Admin admin = Admin.create(client)) {
            Map<String, KafkaFuture<TopicDescription>> answers =
                    admin.describeTopics(topics).topicNameValues();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
                partitions.put(answer.getKey(), count(answer.getKey(), answer.getValue(), client));
            }
        }
        return partitions;
    }

    private static int count(String topic, KafkaFuture<TopicDescription> answer, Properties client) {
        Object servers = client.get("bootstrap.servers");
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS).partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "Kafka at " + servers + " has no topic " + topic + ": create it, for example with"
                                + " kafka-topics.sh --create --topic " + topic + " --partitions 4");
            }
            throw new IllegalStateException(
                    "Kafka at " + servers + " does not tell about topic " + topic + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka at " + servers + " does not answer within " + TIMEOUT_SECONDS
                    + " s: is it running, and is kafka.bootstrap_servers right?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka about topic " + topic, e);
        }
    }
}
