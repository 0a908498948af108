package io.bellwether.report;

/**
 * A figure over some time, in parts that add up: never as the ratio itself.
 *
 * @param top what is counted or added, or the most
 * @param bottom what it is divided by; of what is last the time of it, epoch ms; 0 where nothing is
 */
record FigureParts(double top, double bottom) {

    static final FigureParts NONE = new FigureParts(Double.NaN, 0);

    /** Whether there is anything. */
    boolean isKnown() {
        return !Double.isNaN(top);
    }

    /** Both together. */
    FigureParts and(FigureParts other, Adding adding) {
        if (Double.isNaN(top)) {
            return other;
        }
        if (Double.isNaN(other.top)) {
            return this;
        }
        return switch (adding) {
            case SUM, SHARE, MEAN, LEVEL -> new FigureParts(top + other.top, bottom + other.bottom);
            case MOST -> new FigureParts(Math.max(top, other.top), 0);
            case LAST ->
                bottom == other.bottom
                        ? new FigureParts(top + other.top, bottom)
                        : bottom > other.bottom ? this : other;
        };
    }

    /** NaN where there is none. */
    double value(Adding adding) {
        return switch (adding) {
            case SUM, MOST, LAST -> top;
            case SHARE, MEAN, LEVEL -> bottom == 0 ? Double.NaN : top / bottom;
        };
    }

    /** How a figure of several times, or of several parts of the same time, comes out of those of each. */
    enum Adding {
        /** All together. */
        SUM,
        /** What counts over what it is a share of, each added up. */
        SHARE,
        /** The means weighted by what stands behind each. */
        MEAN,
        /** What there was at the end of each hour, over all hours. */
        LEVEL,
        /** The greatest. */
        MOST,
        /** That of the last hour; of equal times all together. */
        LAST
    }
}
