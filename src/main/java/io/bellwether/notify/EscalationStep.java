package io.bellwether.notify;

import java.io.Serializable;

/**
 * Who else is told of an alert that still fires.
 *
 * @param afterMillis processing time since it was addressed
 */
public record EscalationStep(long afterMillis, String receiver) implements Serializable {}
