package io.bellwether.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a broker what it has, and what it allows, before a job is built. */
public final class BrokerProbe {

    private BrokerProbe() {}

    /** What is needed of a topic. */
    public enum Right {
        READ(AclOperation.READ),
        WRITE(AclOperation.WRITE);

        private final AclOperation operation;

        Right(AclOperation operation) {
            this.operation = operation;
        }
    }

    /**
     * A topic as the broker tells of it.
     *
     * @param partitions 0 where there is no such topic
     * @param rights what this client may do; null where the broker does not tell
     * @param problem why nothing is known of it; empty where something is
     */
    public record Topic(int partitions, Set<Right> rights, String problem) {

        /** Whether it is known that this client lacks a right. */
        public boolean lacks(Right right) {
            return rights != null && !rights.contains(right);
        }
    }

    /**
     * Describes topics.
     *
     * @throws IllegalStateException where the broker cannot be asked; the message says what to do
     */
    public static Map<String, Topic> describe(Properties client, Collection<String> topics, int timeoutSeconds) {
        Map<String, Topic> found = new TreeMap<>();
        try (Admin admin = Admin.create(client)) {
            Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                            topics,
                            new DescribeTopicsOptions()
                                    .includeAuthorizedOperations(true)
                                    .timeoutMs(timeoutSeconds * 1_000))
                    .topicNameValues();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
                found.put(answer.getKey(), topic(answer.getValue(), client, timeoutSeconds));
            }
            return found;
        } catch (KafkaException e) {
            throw new IllegalStateException("the client's settings are not taken: " + innermost(e), e);
        }
    }

    /**
     * Makes a topic of one partition, with the broker's own replication.
     *
     * @param settings of the topic, such as {@code retention.ms}
     * @return why that failed; empty where the topic is there now
     */
    public static String create(Properties client, String topic, Map<String, String> settings, int timeoutSeconds) {
        NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty()).configs(settings);
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(wanted)).all().get(timeoutSeconds, TimeUnit.SECONDS);
            return "";
        } catch (ExecutionException e) {
            return e.getCause() instanceof TopicExistsException ? "" : innermost(e);
        } catch (TimeoutException e) {
            return "no answer within " + timeoutSeconds + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        }
    }

    private static Topic topic(KafkaFuture<TopicDescription> answer, Properties client, int timeoutSeconds) {
        try {
            TopicDescription topic = answer.get(timeoutSeconds, TimeUnit.SECONDS);
            return new Topic(topic.partitions().size(), rights(topic.authorizedOperations()), "");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return new Topic(0, null, "");
            }
            if (e.getCause() instanceof AuthorizationException) {
                return new Topic(
                        0, null, "may not be described; grant DESCRIBE, READ and, where it is written to, WRITE");
            }
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw away(client, timeoutSeconds, e);
            }
            throw new IllegalStateException("it does not tell about its topics: " + innermost(e), e);
        } catch (TimeoutException e) {
            throw away(client, timeoutSeconds, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        }
    }

    private static IllegalStateException away(Properties client, int timeoutSeconds, Exception cause) {
        return new IllegalStateException(
                "Kafka at " + client.get("bootstrap.servers") + " does not answer within " + timeoutSeconds
                        + " s: is it running, and is kafka.bootstrap_servers right?",
                cause);
    }

    private static Set<Right> rights(Set<AclOperation> operations) {
        if (operations == null) {
            return null;
        }
        List<Right> rights = new ArrayList<>();
        for (Right right : Right.values()) {
            if (operations.contains(right.operation) || operations.contains(AclOperation.ALL)) {
                rights.add(right);
            }
        }
        return rights.isEmpty() ? EnumSet.noneOf(Right.class) : EnumSet.copyOf(rights);
    }

    private static String innermost(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
