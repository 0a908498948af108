package io.bellwether.alert;

import io.bellwether.rule.Level;
import io.bellwether.rule.SeriesRule;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the windows of a rule were like, all series together: by this it can be said why a rule was silent.
 *
 * @param windows that were looked at
 * @param few of these, those with a value and fewer samples than {@code min_samples}
 * @param unknown those that could not be compared although they spoke: nothing was usual yet, or it was a holiday
 * @param crossed those that crossed the mildest level
 * @param samples the most that stood behind one
 * @param closest what came closest to the mildest level, as it is compared; NaN where nothing could be
 */
public record Evidence(long windows, long few, long unknown, long crossed, long samples, double closest)
        implements Serializable {

    /** Of a rule that looked at none. */
    public static final Evidence NONE = new Evidence(0, 0, 0, 0, 0, Double.NaN);

    /** What {@link #of} reads is called so, a rule's uid behind it. */
    static final String PREFIX = "rule-windows:";

    /** What one window is evidence of. */
    static Evidence of(SeriesRule rule, Judged judged) {
        Sample sample = judged.sample();
        boolean speaks = !Double.isNaN(sample.value());
        boolean few = speaks && sample.samples() < rule.minSamples();
        Level mildest = mildest(rule);
        double compared = few ? Double.NaN : judged.compared().of(mildest.severity());
        boolean crossed = !Double.isNaN(compared) && mildest.crossed(compared);
        return new Evidence(
                1,
                few ? 1 : 0,
                speaks && !few && Double.isNaN(compared) ? 1 : 0,
                crossed ? 1 : 0,
                sample.samples(),
                compared);
    }

    /** The level that is crossed first. */
    public static Level mildest(SeriesRule rule) {
        List<Level> levels = rule.levels();
        return levels.get(levels.size() - 1);
    }

    /** Both together. */
    Evidence and(Evidence other, boolean upward) {
        double closer = Double.isNaN(closest)
                ? other.closest
                : Double.isNaN(other.closest)
                        ? closest
                        : upward ? Math.max(closest, other.closest) : Math.min(closest, other.closest);
        return new Evidence(
                windows + other.windows,
                few + other.few,
                unknown + other.unknown,
                crossed + other.crossed,
                Math.max(samples, other.samples),
                closer);
    }

    /** By uid, out of what a job counted. */
    public static Map<String, Evidence> of(Map<String, Object> counted) {
        Map<String, Evidence> all = new TreeMap<>();
        counted.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                all.put(name.substring(PREFIX.length()), (Evidence) value);
            }
        });
        return all;
    }
}
