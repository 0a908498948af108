package io.bellwether.sentiment;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What each of the 256 codes of a model means: a polarity and a neutrality. Both stand as whole numbers in one long, so
 * that a message is one sum, the same in any order.
 */
final class Meanings {
    /** Whole numbers up to this; a message has at most some 30,000 features, so that neither sum leaves its 32 bits. */
    private static final int LARGEST = 32_767;

    private final float[] polarities;
    private final float[] neutralities;
    private final long[] both = new long[Codebook.SIZE];
    private final float polarityStep;
    private final float neutralityStep;

    Meanings(float[] polarities, float[] neutralities) {
        this.polarities = polarities;
        this.neutralities = neutralities;
        polarityStep = step(polarities);
        neutralityStep = step(neutralities);
        for (int code = 0; code < both.length; code++) {
            long polarity = Math.round(polarities[code] / polarityStep);
            both[code] = (polarity << 32) + Math.round(neutralities[code] / neutralityStep);
        }
    }

    /** Polarity and neutrality of a code in one number, to be added up and read by the two methods below. */
    long of(byte code) {
        return both[code & 0xFF];
    }

    double polarity(long sum) {
        return (double) (sum - (int) sum >> 32) * polarityStep;
    }

    double neutrality(long sum) {
        return (double) (int) sum * neutralityStep;
    }

    void write(DataOutputStream out) throws IOException {
        for (int code = 0; code < Codebook.SIZE; code++) {
            out.writeFloat(polarities[code]);
            out.writeFloat(neutralities[code]);
        }
    }

    static Meanings read(DataInputStream in) throws IOException {
        float[] polarities = new float[Codebook.SIZE];
        float[] neutralities = new float[Codebook.SIZE];
        for (int code = 0; code < Codebook.SIZE; code++) {
            polarities[code] = in.readFloat();
            neutralities[code] = in.readFloat();
        }
        return new Meanings(polarities, neutralities);
    }

    private static float step(float[] values) {
        float largest = Float.MIN_NORMAL * LARGEST;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest / LARGEST;
    }
}
