package io.bellwether.webhook;

import io.bellwether.notify.LifeSign;
import io.bellwether.notify.ReceiverType;

/** A format that has a message for what is no alert; that of a type that {@link ReceiverType#takesHeartbeats()}. */
public interface HeartbeatFormat extends WebhookFormat {

    /**
     * Writes a sign of life.
     *
     * @param nowMillis epoch ms of this attempt
     */
    WebhookRequest render(LifeSign.Beat beat, long nowMillis);
}
