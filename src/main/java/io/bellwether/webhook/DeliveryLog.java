package io.bellwether.webhook;

import io.bellwether.http.HttpOutcome;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said of receivers that do not take alerts: with the reason, at most once a minute of each. */
final class DeliveryLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryLog.class);
    private static final long PAUSE_MILLIS = 60_000;

    /** Receivers in trouble, and when (epoch ms processing time) that was last told. */
    private final Map<String, Long> toldAt = new HashMap<>();

    /** @param detail what the receiver said or what broke, secrets removed */
    void failed(String receiver, String id, int failures, HttpOutcome outcome, String detail, long now) {
        Long last = toldAt.get(receiver);
        if (last != null && now - last < PAUSE_MILLIS) {
            LOGGER.debug("delivery {} to {} failed {} times ({}): {}", id, receiver, failures, outcome.word(), detail);
            return;
        }
        toldAt.put(receiver, now);
        if (outcome instanceof HttpOutcome.Disable) {
            LOGGER.error(
                    "receiver {} takes no alerts ({}): they wait, it is asked again every {} s; {}. It says: {}",
                    receiver,
                    outcome.word(),
                    ReceiverGate.BROKEN_PAUSE_MILLIS / 1000,
                    Advice.of(outcome.word()),
                    detail);
        } else {
            LOGGER.warn(
                    "delivery {} to receiver {} failed {} times in a row ({}) and is tried again. It says: {}",
                    id,
                    receiver,
                    failures,
                    outcome.word(),
                    detail);
        }
    }

    void answers(String receiver) {
        if (toldAt.remove(receiver) != null) {
            LOGGER.info("receiver {} takes alerts again", receiver);
        }
    }
}
