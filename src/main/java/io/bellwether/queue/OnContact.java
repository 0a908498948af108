package io.bellwether.queue;

import io.bellwether.event.SourceId;

/**
 * For whoever keeps agents: an agent begins or ceases to have a contact. What a late event proves wrong is taken back by
 * its opposite at the same time, so the sum over all changes up to a time is 1 for who has the contact then, and 0 for
 * everybody else.
 *
 * @param agent who
 * @param caseId the chat
 * @param time epoch ms
 * @param delta 1 or −1
 */
public record OnContact(SourceId agent, SourceId caseId, long time, int delta) {}
