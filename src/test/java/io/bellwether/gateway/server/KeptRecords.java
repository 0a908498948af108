package io.bellwether.gateway.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A Kafka that is there and takes all of it: a list. */
class KeptRecords implements EventOutlet {

    final List<ProducerRecord<byte[], byte[]>> written = Collections.synchronizedList(new ArrayList<>());

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
        written.addAll(records);
        return CompletableFuture.completedFuture(null);
    }
}
