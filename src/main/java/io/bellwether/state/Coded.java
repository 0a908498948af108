package io.bellwether.state;

/** A constant that state refers to by a number: whatever its name and its place become, the number means it for ever. */
public interface Coded {

    /** From 0 to 254, never that of another constant, also not of one that is gone. */
    int code();
}
