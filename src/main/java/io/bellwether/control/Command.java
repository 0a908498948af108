package io.bellwether.control;

/**
 * What people tell a running job about its alerts. A command may come several times and in any order with others: of an id
 * the newest word counts, and of two that are equally new the one that ends it.
 */
public sealed interface Command permits Standing, Expiry {

    /** Of the silence or acknowledgement that it is about: letters, digits, {@code . _ -}. */
    String id();

    /** When it was given, epoch ms. */
    long at();

    /** Who gave it. */
    String by();

    /** Why; may be empty. */
    String comment();
}
