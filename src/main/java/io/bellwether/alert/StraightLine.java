package io.bellwether.alert;

/** A straight line through points by least squares. Points are added one by one; nothing else is kept of them. */
final class StraightLine {

    private int n;
    private double meanX;
    private double meanY;
    private double varianceX;
    private double varianceY;
    private double covariance;

    /** Takes a point, by the updates of Welford, which lose no digits where values are large and close together. */
    void add(double x, double y) {
        n++;
        double dx = x - meanX;
        double dy = y - meanY;
        meanX += dx / n;
        meanY += dy / n;
        varianceX += dx * (x - meanX);
        varianceY += dy * (y - meanY);
        covariance += dx * (y - meanY);
    }

    int points() {
        return n;
    }

    double mean() {
        return meanY;
    }

    double slope() {
        return varianceX == 0 ? 0 : covariance / varianceX;
    }

    double at(double x) {
        return meanY + slope() * (x - meanX);
    }

    /** Share of the variance that the line explains; 0 where nothing varies. */
    double r2() {
        return varianceX == 0 || varianceY == 0 ? 0 : covariance * covariance / (varianceX * varianceY);
    }
}
