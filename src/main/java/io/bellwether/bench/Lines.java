package io.bellwether.bench;

import java.util.Locale;

/** Text of a report, line by line, written alike everywhere. */
final class Lines {

    private final StringBuilder text = new StringBuilder();

    void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
