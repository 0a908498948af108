package io.bellwether.webhook;

import io.bellwether.notify.Entry;
import java.util.List;

/**
 * What one group gives to a message.
 *
 * @param key of the group
 * @param head as it is kept while the message is under way
 */
record Parcel(String key, Head head, List<Entry> entries) {}
