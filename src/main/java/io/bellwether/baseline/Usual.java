package io.bellwether.baseline;

/**
 * What a series usually is at a time.
 *
 * @param level the median of the hours looked at
 * @param spread standard deviation of a window's value around it, estimated from medians of deviations; 0 where all were alike
 * @param hours how many hours were looked at
 * @param basis which hours they were
 */
public record Usual(double level, double spread, int hours, Basis basis) {

    /** Of a normal distribution a standard deviation is so many median deviations (MAD). */
    public static final double DEVIATIONS_OF_MAD = 1.4826;

    /** Which hours were looked at. */
    public enum Basis {
        /** Those of the season. */
        SEASON("the season"),
        /** The same hour of the last days, as the season has not been seen often enough. */
        HOUR_OF_DAY("the last days, same hour"),
        /** All of the last days. */
        TRAILING("the last days");

        private final String words;

        Basis(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Whether the season has been seen often enough. */
    public boolean isMature() {
        return basis == Basis.SEASON;
    }
}
