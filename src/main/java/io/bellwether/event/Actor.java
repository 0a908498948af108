package io.bellwether.event;

/** Who wrote a message or opened a case. Only {@link #AGENT} can give a reply that stops a clock by default. */
public enum Actor {
    CUSTOMER,
    AGENT,
    LIGHT_AGENT,
    BOT,
    SYSTEM
}
