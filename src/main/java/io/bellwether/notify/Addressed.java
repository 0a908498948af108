package io.bellwether.notify;

import java.util.List;

/**
 * A transition with its addresses.
 *
 * @param notifications one for each group that is to hear of it
 * @param after what to keep of the episode; null when it is over, or nobody was addressed
 */
public record Addressed(List<Notification> notifications, Addressees after) {}
