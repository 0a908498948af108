package io.bellwether.webhook;

import io.bellwether.http.HttpOutcome;
import io.bellwether.http.Redact;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.notify.Entry;
import io.bellwether.notify.NotifyDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One message that is to go, or why it cannot.
 *
 * @param id of the message
 * @param request null where there is an outcome already
 * @param outcome null where there is a request
 * @param detail of the outcome, fit for a log
 */
record Attempt(String id, WebhookRequest request, HttpOutcome outcome, String detail) {

    /**
     * Writes a message of one group, or of several that had to wait.
     *
     * @param parcels all of one receiver
     */
    static Attempt of(List<Parcel> parcels, Recipient recipient, long now) {
        List<Change> changes = new ArrayList<>();
        int told = 0;
        for (Parcel parcel : parcels) {
            parcel.entries().stream().map(Entry::change).forEach(changes::add);
            told += parcel.head().told();
        }
        Head first = parcels.get(0).head();
        NotifyDecision.Reason reason = NotifyDecision.reason(changes, told);
        Batch batch = Batch.of(first.receiver(), common(parcels), reason, changes);
        if (recipient.isMute()) {
            return new Attempt(batch.id(), null, new HttpOutcome.Disable("settings"), recipient.fault());
        }
        try {
            return new Attempt(batch.id(), recipient.endpoint().format().render(batch, now), null, "");
        } catch (RuntimeException e) {
            String why = Redact.failure(e, recipient.secrets());
            return new Attempt(batch.id(), null, new HttpOutcome.Final("unrenderable"), why);
        }
    }

    /** The labels in which all groups agree. */
    private static Map<String, String> common(List<Parcel> parcels) {
        Map<String, String> common = new HashMap<>(parcels.get(0).head().group());
        parcels.forEach(
                parcel -> common.entrySet().retainAll(parcel.head().group().entrySet()));
        return common;
    }
}
