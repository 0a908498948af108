package io.bellwether.dashboard;

import java.util.List;

/**
 * A panel as it is written down.
 *
 * @param note what its description says behind the meaning of its numbers
 * @param about numbers that its description explains beside those that it gives out, as {@code measurement.field}
 * @param look how numbers are shown
 * @param span what time it is of, and where it stands
 * @param columns of a table, in their order; others are not shown
 */
record Panel(
        Kind kind,
        Bilingual title,
        Bilingual note,
        List<String> about,
        Look look,
        Span span,
        List<Query> queries,
        List<Column> columns,
        String sort) {

    /** Whether a word says what the number means, since colour alone tells not everybody. */
    boolean saysState() {
        return kind == Kind.STAT
                && look.steps().stream().anyMatch(step -> !step.state().isEmpty());
    }

    /** What it is drawn as. */
    enum Kind {
        /** The last value, large. */
        STAT,
        /** The last value of each row, large. */
        ROWS,
        LINES,
        /** Lines that add up. */
        AREA,
        BARS,
        /** Bars that add up. */
        STACK,
        TABLE,
        /** Alerts that fire, one a row. */
        FIRING,
        /** The same in large letters. */
        FIRING_LARGE,
        /** How many alerts fire, by severity. */
        FIRING_COUNT;

        boolean isStat() {
            return this == STAT || this == ROWS || this == FIRING_LARGE || this == FIRING_COUNT;
        }

        boolean isTable() {
            return this == TABLE || this == FIRING;
        }

        boolean readsAlerts() {
            return this == FIRING || this == FIRING_LARGE || this == FIRING_COUNT;
        }
    }

    /**
     * How numbers are shown.
     *
     * @param decimals −1 for what fits
     * @param empty the key of what it says without data
     * @param drawn whether steps are lines in the picture
     * @param bridged ms without a value that a line goes on over
     * @param moment whether it shows the time of the newest value in place of the value
     * @param links whether a series leads to its queue alone
     * @param lowFirst whether in a legend the lowest value stands first, as it is the worst
     */
    record Look(
            String unit,
            long decimals,
            String min,
            String max,
            String empty,
            List<Step> steps,
            boolean drawn,
            long bridged,
            boolean moment,
            boolean links,
            boolean spark,
            boolean lowFirst) {}

    /**
     * Of what time, and how large.
     *
     * @param every the shortest step, empty for that of the data source
     * @param window the time that it looks back, empty for the dashboard's
     * @param shift by how much it looks at the time before, empty for not at all
     */
    record Span(String every, String window, String shift, int width, int height) {}

    /**
     * A column of a table.
     *
     * @param title empty for that of the column's name
     * @param unit empty for what fits the number
     */
    record Column(String name, Bilingual title, String unit, long width, List<Step> steps) {}
}
