package io.bellwether.forecast;

/** How far forecasts were from what came, added up over intervals. */
public final class Score {

    private static final double SOMETHING = 0.1;

    /** Sums of one way to forecast. */
    private static final class Errors {
        private double off;
        private double sum;

        void add(double forecast, double came) {
            off += Math.abs(forecast - came);
            sum += forecast;
        }
    }

    private final Errors model = new Errors();
    private final Errors weekBefore = new Errors();
    private final Errors mean = new Errors();
    private double came;
    private long intervals;
    private long inside;
    private long told;
    private long insideOfTold;

    void add(double actual, NegativeBinomial forecast, double naive, double seasonalMean) {
        model.add(forecast.mean(), actual);
        weekBefore.add(naive, actual);
        mean.add(seasonalMean, actual);
        came += actual;
        intervals++;
        boolean in = forecast.low() <= actual && actual <= forecast.high();
        inside += in ? 1 : 0;
        if (forecast.mean() >= SOMETHING || actual > 0) {
            told++;
            insideOfTold += in ? 1 : 0;
        }
    }

    /** Sum of absolute errors by the sum of what came: 0 is perfect, 1 is what a forecast of nothing gets. NaN where nothing came. */
    public double wape() {
        return came == 0 ? Double.NaN : model.off / came;
    }

    /** The same of what came in the same interval a week before. */
    public double wapeOfWeekBefore() {
        return came == 0 ? Double.NaN : weekBefore.off / came;
    }

    /** The same of the mean of the same interval of the same weekday. */
    public double wapeOfMean() {
        return came == 0 ? Double.NaN : mean.off / came;
    }

    /** By what part more was forecast than came; negative where it was less. NaN where nothing came. */
    public double bias() {
        return came == 0 ? Double.NaN : model.sum / came - 1;
    }

    /** Share of intervals that lay between the bounds. */
    public double coverage() {
        return (double) inside / intervals;
    }

    /** The same of those in which a tenth of a contact or more was expected, or something came; NaN where there was none. */
    public double coverageOfBusy() {
        return told == 0 ? Double.NaN : (double) insideOfTold / told;
    }

    /** What came. */
    public double came() {
        return came;
    }

    /** How many intervals were forecast, each as often as it was. */
    public long intervals() {
        return intervals;
    }
}
