package io.bellwether.control;

/** Ends a silence or an acknowledgement before its time. */
public record Expiry(String id, long at, String by, String comment) implements Command {}
