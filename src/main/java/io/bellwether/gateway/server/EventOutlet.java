package io.bellwether.gateway.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where records go. */
public interface EventOutlet {

    /** Whether it is worth trying: false while Kafka is known to be away. */
    boolean isOpen();

    /** Writes records; done when Kafka has all of them, failed when it may not have one. Never throws. */
    CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> records);
}
