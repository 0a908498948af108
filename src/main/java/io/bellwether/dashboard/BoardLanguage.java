package io.bellwether.dashboard;

import java.util.Locale;

/** In what texts are written. */
public enum BoardLanguage {
    EN,
    ZH;

    /** As people name it, and as texts of a source are marked. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Behind the uid of a dashboard, so that the languages can stand beside each other; English was there first. */
    String suffix() {
        return this == EN ? "" : "-" + code();
    }

    /** The language of that code, or null. */
    public static BoardLanguage of(String code) {
        for (BoardLanguage language : values()) {
            if (language.code().equals(code)) {
                return language;
            }
        }
        return null;
    }
}
