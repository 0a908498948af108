package io.bellwether.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand on an axis, and its round marks.
 *
 * @param least value of the lower end
 * @param most value of the upper end
 * @param step between marks
 */
record Axis(double least, double most, double step) {

    private static final int MARKS = 4;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    private static final double[] TIMES = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400, 172_800,
        432_000, 864_000
    };

    /** From zero on, but of shares as near as their values are. */
    static Axis of(ReportFigure figure, double least, double most) {
        if (!figure.isShare()) {
            double step = figure.isTime() ? timeStep(most / MARKS) : roundStep(Math.max(most, 1) / MARKS);
            return new Axis(0, step * Math.max(1, Math.ceil(most / step)), step);
        }
        double step = roundStep(Math.max(0.02, most - least) / MARKS);
        double low = Math.max(0, step * Math.floor(least / step));
        double high = Math.min(1, step * Math.ceil(most / step + 1e-9));
        return high > low
                ? new Axis(low, high, step)
                : low < 1 ? new Axis(low, low + step, step) : new Axis(1 - step, 1, step);
    }

    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND) {
            if (round * power >= least * (1 - 1e-9)) {
                return round * power;
            }
        }
        return 10 * power;
    }

    private static double timeStep(double least) {
        if (least < 1) {
            return roundStep(Math.max(least, 0.01));
        }
        for (double time : TIMES) {
            if (time >= least) {
                return time;
            }
        }
        return roundStep(least);
    }

    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        for (int i = 0; least + i * step <= most + step / 1_000; i++) {
            marks.add(least + i * step);
        }
        return marks;
    }

    /** 0 at the lower end, 1 at the upper. */
    double place(double value) {
        return (value - least) / (most - least);
    }
}
