package io.bellwether.notify;

import java.util.Locale;

/** The language of the fixed words around an alert. Title and text are the rule's own. */
public enum AlertLanguage {
    EN,
    ZH;

    /** The name in the routing file. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
