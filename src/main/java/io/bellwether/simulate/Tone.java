package io.bellwether.simulate;

/** How a customer writes. */
enum Tone {
    POSITIVE,
    NEUTRAL,
    NEGATIVE,
    ANGRY;

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
