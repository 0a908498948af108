package io.bellwether.sentiment;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * The file of a model: a header (magic, version, size, steps, calibrations, checksum), then the weights of
 * all buckets in order through {@link BitCoder}. Two models with the same weights have the same bytes.
 */
final class ModelFile {
    private static final int MAGIC = 0x42575331; // "BWS1"

    private ModelFile() {}

    /** The bytes are no model, or one that this version cannot use. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(String message) {
            super(message);
        }
    }

    static byte[] write(SentimentModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] weights = encode(model.weights);
        out.writeInt(MAGIC);
        out.writeInt(FeatureExtractor.VERSION);
        out.writeInt(model.bits);
        out.writeFloat(model.polarityStep);
        out.writeFloat(model.neutralityStep);
        model.calibrations.write(out);
        out.writeInt(checksum(weights));
        out.writeInt(weights.length);
        out.write(weights);
        return bytes.toByteArray();
    }

    static SentimentModel read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        try {
            return readAll(in);
        } catch (EOFException e) {
            throw new Damaged("the model file is cut off: copy or train it again");
        }
    }

    private static SentimentModel readAll(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new Damaged("this is no sentiment model; `bellwether sentiment train` makes one");
        }
        int version = in.readInt();
        if (version != FeatureExtractor.VERSION) {
            throw new Damaged("the model was trained for features of version " + version + ", this program has version "
                    + FeatureExtractor.VERSION + ": train it again");
        }
        int bits = in.readInt();
        if (bits < 8 || bits > 24) {
            throw new Damaged("2^" + bits + " buckets are out of range 2^8 to 2^24: the file is damaged");
        }
        float polarityStep = in.readFloat();
        float neutralityStep = in.readFloat();
        Calibrations calibrations = Calibrations.read(in);
        int checksum = in.readInt();
        byte[] weights = in.readNBytes(Math.max(0, in.readInt()));
        if (checksum(weights) != checksum) {
            throw new Damaged("the weights do not match their checksum: copy or train the model again");
        }
        return new SentimentModel(bits, decode(weights, 1 << bits), polarityStep, neutralityStep, calibrations);
    }

    private static byte[] encode(short[] weights) {
        BitCoder.Encoder encoder = new BitCoder.Encoder();
        short[] used = BitCoder.tree(1);
        short[] polarities = BitCoder.tree(8);
        short[] neutralities = BitCoder.tree(8);
        for (short weight : weights) {
            encoder.symbol(used, 1, weight == 0 ? 0 : 1);
            if (weight != 0) {
                encoder.symbol(polarities, 8, weight >> 8 & 0xFF);
                encoder.symbol(neutralities, 8, weight & 0xFF);
            }
        }
        return encoder.finish();
    }

    private static short[] decode(byte[] bytes, int size) throws Damaged {
        BitCoder.Decoder decoder = new BitCoder.Decoder(bytes);
        short[] used = BitCoder.tree(1);
        short[] polarities = BitCoder.tree(8);
        short[] neutralities = BitCoder.tree(8);
        short[] weights = new short[size];
        for (int i = 0; i < size; i++) {
            if (decoder.symbol(used, 1) == 1) {
                int polarity = decoder.symbol(polarities, 8);
                weights[i] = (short) (polarity << 8 | decoder.symbol(neutralities, 8));
            }
        }
        if (decoder.overrun()) {
            throw new Damaged("the weights end early: copy or train the model again");
        }
        return weights;
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
