package io.bellwether.baseline;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much a value is out of the ordinary for its series, from 0 to 1, whatever the series is: four looks at it (the value
 * itself, against its recent level, the level against all levels so far, against what is usual at this time) say each
 * how improbable it is after all that came before. They overlap, so they are added as the sides of a right angle: one that is
 * sure counts for more than several that wonder. What happens often is not surprising for long, however large it is: spikes
 * every night, noise that grew.
 *
 * <p>A state of affairs is told once: after a value that scored, the next ones score 0 unless they score more, for
 * {@value #REST} values. About 1.9 KB at most.
 */
final class AnomalyScore {

    /** So long after a value that scored only what scores more does. */
    static final int REST = 200;

    private static final int RECENT = 100;
    private static final int LEVEL = 30;
    private static final int SEASONAL = 10;

    /** Improbability, in powers of ten, at which the score is one half. */
    private static final double HALF = 5;

    private final Surprise ofValue = new Surprise();
    private final Surprise ofDeparture = new Surprise();
    private final Surprise ofLevel = new Surprise();
    private final Surprise ofSeason = new Surprise();
    private final Recent recent = new Recent(RECENT);
    private final Recent residuals = new Recent(SEASONAL);
    /** Of the last value that scored. */
    private double told;
    /** Values since then. */
    private int since = REST;

    /** The score of a value that is not learnt yet; {@code usual} is NaN where nothing is usual. */
    double of(double value, double usual) {
        // as what is kept of them is: no value is to depart from itself
        double score = raw((float) value, (float) usual);
        return since < REST && score <= told ? 0 : score;
    }

    private double raw(double value, double usual) {
        double size = Math.abs(value);
        double improbability = Math.hypot(
                Math.hypot(ofValue.of(value, size), ofDeparture.of(value - recent.mean(RECENT), size)),
                Math.hypot(
                        ofLevel.of(recent.meanWith(value, LEVEL), size),
                        ofSeason.of(residuals.meanWith(value - usual, SEASONAL), size)));
        return improbability / (improbability + HALF);
    }

    /** Takes the value. */
    void add(double exact, double expected) {
        double value = (float) exact;
        double usual = (float) expected;
        double score = of(value, usual);
        if (score > 0) {
            told = score;
            since = 0;
        }
        since = Math.min(REST, since + 1);
        ofValue.add(value);
        ofDeparture.add(value - recent.mean(RECENT));
        ofLevel.add(recent.meanWith(value, LEVEL));
        ofSeason.add(residuals.meanWith(value - usual, SEASONAL));
        recent.add(value);
        if (!Double.isNaN(usual)) {
            residuals.add(value - usual);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(told);
        Varint.writeUnsigned(since, out);
        recent.write(out);
        residuals.write(out);
        ofValue.write(out);
        ofDeparture.write(out);
        ofLevel.write(out);
        ofSeason.write(out);
    }

    void read(DataInput in) throws IOException {
        told = in.readDouble();
        since = (int) Varint.readUnsigned(in);
        recent.read(in);
        residuals.read(in);
        ofValue.read(in);
        ofDeparture.read(in);
        ofLevel.read(in);
        ofSeason.read(in);
    }
}
