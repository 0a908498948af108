package io.bellwether.simulate;

import java.util.Locale;

/** How a customer writes. */
enum Tone {
    POSITIVE,
    NEUTRAL,
    NEGATIVE,
    ANGRY;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
