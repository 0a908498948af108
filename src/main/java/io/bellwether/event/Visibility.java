package io.bellwether.event;

/** Who can read a message: the customer too, or colleagues alone. */
public enum Visibility {
    PUBLIC,
    PRIVATE
}
