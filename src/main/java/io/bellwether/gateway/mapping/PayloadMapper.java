package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.event.RejectionReason;
import io.bellwether.gateway.sender.WebhookCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the deliveries of one source into events, by the mapping of its product. Never throws, whatever was delivered. For any
 * number of threads.
 */
public final class PayloadMapper {

    /** More in one delivery is no way to deliver: what comes of them could not be in Kafka before it has to be answered. */
    private static final int MOST_PAYLOADS = 10_000;

    private final Mapping mapping;
    private final SourceOptions options;
    private final SnapshotStore store;
    private final EventMaker events;

    /**
     * A mapper.
     *
     * @param store what is known of cases that are told whole
     * @throws IllegalArgumentException where a dimension of the options is an id or the text of messages
     */
    public PayloadMapper(Mapping mapping, SourceOptions options, SnapshotStore store) {
        Map<String, String> values = new HashMap<>(mapping.values());
        values.putAll(options.values());
        this.mapping = mapping;
        this.options = options.withValues(values);
        this.store = store;
        this.events = new EventMaker(this.options);
    }

    /**
     * What becomes of a delivery; one of more than {@value #MOST_PAYLOADS} payloads cannot be read.
     *
     * @param latest the latest acceptable time of events, epoch ms; {@link Long#MAX_VALUE} takes all
     */
    public Mapped map(WebhookCall delivery, long latest) {
        JsonNode body;
        try {
            body = PayloadReader.read(delivery.body(), mapping.body());
        } catch (PayloadReader.UnreadableException e) {
            return Mapped.unreadable(RejectionReason.NOT_JSON, e.getMessage());
        }
        JsonNode list = split(body);
        int payloads = count(list == null ? body : list);
        if (payloads > MOST_PAYLOADS) {
            return Mapped.unreadable(
                    RejectionReason.TOO_LARGE, "the body holds " + payloads + " payloads, more than " + MOST_PAYLOADS);
        }
        return map(body, list, delivery, latest);
    }

    /** The same of a record that was read already. */
    public Mapped map(JsonNode record, long latest) {
        return map(record, split(record), WebhookCall.of(new byte[0]), latest);
    }

    private Mapped map(JsonNode body, JsonNode list, WebhookCall delivery, long latest) {
        PayloadScope whole = PayloadScope.of(body, delivery, options);
        PayloadRun run = new PayloadRun(mapping, options.name(), store, events, latest);
        for (PayloadScope payload : payloads(whole, list)) {
            run.take(payload);
        }
        return run.mapped(whole.strangers());
    }

    /** Where a mapping says that bodies hold a list; null where it does not, or there is none. */
    private JsonNode split(JsonNode body) {
        return mapping.split() == null ? null : mapping.split().in(body);
    }

    private static int count(JsonNode items) {
        return items.isArray() ? items.size() : 1;
    }

    private List<PayloadScope> payloads(PayloadScope whole, JsonNode list) {
        JsonNode items = list == null ? whole.document() : list;
        List<PayloadScope> payloads = new ArrayList<>();
        if (items.isArray()) {
            items.forEach(item -> payloads.add(whole.inner(item)));
        } else {
            payloads.add(list == null ? whole : whole.inner(items));
        }
        payloads.forEach(payload -> mapping.expand().forEach(place -> PayloadReader.expand(payload.document(), place)));
        return payloads;
    }
}
