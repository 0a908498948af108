package io.bellwether.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.yaml.Times;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A change that a receiver was not told of and never will be. Goes to a topic for operators; holds no secret and no
 * message text.
 *
 * @param deliveryId of the change
 * @param receiver by name
 * @param groupKey the group it belonged to
 * @param alertId of the alert
 * @param uid of its rule
 * @param startsAt of the episode, epoch ms event time
 * @param seq of the change in the episode
 * @param transition {@code firing}, {@code severity_changed} or {@code resolved}
 * @param severity of the change
 * @param reason why it was given up: the outcome's word ({@code http_400}), {@code expired}, {@code outbox_full},
 *     {@code receiver_removed} or {@code unrenderable}
 * @param detail the beginning of the receiver's answer with secrets removed; empty if there was none
 * @param at epoch ms processing time
 */
public record FailedDelivery(
        String deliveryId,
        String receiver,
        String groupKey,
        String alertId,
        String uid,
        long startsAt,
        long seq,
        String transition,
        String severity,
        String reason,
        String detail,
        long at) {

    private static final JsonFactory JSON = new JsonFactory();

    /** One JSON object: this record's fields in their order with snake case names, times in RFC 3339. */
    public String toJson() {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("delivery_id", deliveryId);
            json.writeStringField("receiver", receiver);
            json.writeStringField("group_key", groupKey);
            json.writeStringField("alert_id", alertId);
            json.writeStringField("uid", uid);
            json.writeStringField("starts_at", Times.rfc3339(startsAt));
            json.writeNumberField("seq", seq);
            json.writeStringField("transition", transition);
            json.writeStringField("severity", severity);
            json.writeStringField("reason", reason);
            json.writeStringField("detail", detail);
            json.writeStringField("at", Times.rfc3339(at));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a writer in memory failed", e);
        }
        return out.toString();
    }
}
