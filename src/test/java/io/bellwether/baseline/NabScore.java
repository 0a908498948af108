package io.bellwether.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores detections by the method of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015, section 3), standard profile: 0 for
 * who says nothing, 100 for a perfect detector, at the one threshold over all files that is best.
 */
final class NabScore {

    private static final double FALSE_ALARM = 0.11;
    private static final double LEARNING_SHARE = 0.15;
    private static final int LEARNING_ROWS = 750;

    /** A row that is scored: its worth as a detection and the labelled window that it is in, or null. */
    private record Detection(double score, double worth, Object window) {}

    private final List<Detection> detections = new ArrayList<>();
    private int windows;

    /**
     * Takes a file.
     *
     * @param labelled begin and end of each labelled window, epoch ms, in order
     */
    void add(long[] times, double[] scores, List<long[]> labelled) {
        int learning = (int) Math.min(Math.floor(LEARNING_SHARE * times.length), LEARNING_ROWS);
        List<int[]> rows = new ArrayList<>();
        for (long[] window : labelled) {
            int first = 0;
            while (times[first] < window[0]) {
                first++;
            }
            int last = times.length - 1;
            while (times[last] > window[1]) {
                last--;
            }
            rows.add(new int[] {first, last});
            windows += last >= learning ? 1 : 0;
        }
        for (int i = learning; i < times.length; i++) {
            if (scores[i] > 0) {
                detections.add(detection(i, scores[i], rows));
            }
        }
    }

    private static Detection detection(int row, double score, List<int[]> windows) {
        int[] before = null;
        for (int[] window : windows) {
            double width = window[1] - window[0] + 1;
            if (row >= window[0] && row <= window[1]) {
                return new Detection(score, sigmoid(-(window[1] - row + 1) / width) / sigmoid(-1), window);
            }
            before = window[1] < row ? window : before;
        }
        double worth = before == null ? -1 : sigmoid((row - before[1]) / (double) Math.max(1, before[1] - before[0]));
        return new Detection(score, FALSE_ALARM * worth, null);
    }

    /** 1 at the left edge of a window, 0 at its right edge, −1 far behind it. */
    private static double sigmoid(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }

    double best() {
        detections.sort(Comparator.comparingDouble(Detection::score).reversed());
        Map<Object, Double> found = new HashMap<>();
        double total = -windows;
        double best = total;
        for (int i = 0; i < detections.size(); i++) {
            Detection detection = detections.get(i);
            if (detection.window() == null) {
                total += detection.worth();
            } else {
                double had = found.getOrDefault(detection.window(), -1.0);
                double now = Math.max(had, detection.worth());
                total += now - had;
                found.put(detection.window(), now);
            }
            boolean lastOfItsScore =
                    i + 1 == detections.size() || detections.get(i + 1).score() < detection.score();
            best = lastOfItsScore ? Math.max(best, total) : best;
        }
        return 100 * (best + windows) / (2.0 * windows);
    }
}
