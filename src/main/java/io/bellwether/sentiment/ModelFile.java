package io.bellwether.sentiment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * The file of a model: magic, version, checksum and length, then the number of buckets, the meanings of the
 * codes, the calibrations, and the codes of all buckets in order through {@link BitCoder}. Two models with the same weights have the same bytes.
 */
public final class ModelFile {
    private static final int MAGIC = 0x42575331; // "BWS1"

    private ModelFile() {}

    /** The bytes are no model, or one that this version cannot use. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(String message) {
            super(message);
        }
    }

    public static byte[] write(SentimentModel model) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(model.bits);
        model.meanings.write(out);
        model.calibrations.write(out);
        out.write(encode(model.codes));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        out = new DataOutputStream(file);
        out.writeInt(MAGIC);
        out.writeInt(FeatureExtractor.VERSION);
        out.writeInt(checksum(body.toByteArray()));
        out.writeInt(body.size());
        body.writeTo(out);
        return file.toByteArray();
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
        int checksum = in.readInt();
        byte[] body = in.readNBytes(Math.max(0, in.readInt()));
        if (checksum(body) != checksum) {
            throw new Damaged("the model does not match its checksum: copy or train it again");
        }
        return readBody(new DataInputStream(new ByteArrayInputStream(body)));
    }

    private static SentimentModel readBody(DataInputStream in) throws IOException {
        int bits = in.readInt();
        if (bits < 8 || bits > 24) {
            throw new Damaged("2^" + bits + " buckets are out of range 2^8 to 2^24: the file is damaged");
        }
        Meanings meanings = Meanings.read(in);
        Calibrations calibrations = Calibrations.read(in);
        return new SentimentModel(bits, decode(in.readAllBytes(), 1 << bits), meanings, calibrations);
    }

    private static byte[] encode(byte[] codes) {
        BitCoder.Encoder encoder = new BitCoder.Encoder();
        short[] tree = BitCoder.tree(8);
        for (byte code : codes) {
            encoder.symbol(tree, 8, code & 0xFF);
        }
        return encoder.finish();
    }

    private static byte[] decode(byte[] bytes, int size) throws Damaged {
        BitCoder.Decoder decoder = new BitCoder.Decoder(bytes);
        short[] tree = BitCoder.tree(8);
        byte[] codes = new byte[size];
        for (int i = 0; i < size; i++) {
            codes[i] = (byte) decoder.symbol(tree, 8);
        }
        if (decoder.overrun()) {
            throw new Damaged("the weights end early: copy or train the model again");
        }
        return codes;
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
