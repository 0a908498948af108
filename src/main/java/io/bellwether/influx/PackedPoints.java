package io.bellwether.influx;

import io.bellwether.state.CodecVersionedSerializer;
import io.bellwether.state.IncompatibleStateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The content of a file of waiting points. It says which versions of codecs wrote it, so a later release reads it, too, and as
 * gzip it has a checksum.
 *
 * @param lines in order; of damaged content only those that are certain
 * @param damage what is wrong with it; empty where nothing is
 */
record PackedPoints(List<PointLine> lines, String damage) {

    private static final CodecVersionedSerializer<PendingPoints> POINTS =
            new CodecVersionedSerializer<>(PendingPointsCodec.INSTANCE);

    PackedPoints {
        lines = List.copyOf(lines);
    }

    /** Undamaged. */
    PackedPoints(List<PointLine> lines) {
        this(lines, "");
    }

    /** The bytes of a file, whole. */
    static byte[] pack(List<PointLine> lines) throws IOException {
        byte[] points = POINTS.serialize(new PendingPoints(lines));
        ByteArrayOutputStream packed = new ByteArrayOutputStream(points.length / 4 + 64);
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(packed))) {
            out.writeInt(POINTS.getVersion());
            out.writeInt(points.length);
            out.write(points);
        }
        return packed.toByteArray();
    }

    /**
     * Reads the bytes of a file. Where the end was cut off, the points before it are whole; of bytes that changed nobody knows
     * which points are right, and a wrong number in the store is worse than none.
     *
     * @param size of the file when it was written
     * @throws IOException where they are of a release that this one does not read
     */
    static PackedPoints unpack(byte[] packed, long size) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream(4 * packed.length);
        boolean whole = false;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            // to the very end, where the checksum is compared
            in.transferTo(content);
            whole = true;
        } catch (IOException e) {
            if (!(e instanceof EOFException) || packed.length >= size) {
                return damaged(e);
            }
        }
        try {
            return whole ? points(content.toByteArray()) : cut(content.toByteArray());
        } catch (IncompatibleStateException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            return damaged(e);
        }
    }

    private static PackedPoints damaged(Exception why) {
        return new PackedPoints(List.of(), why.toString());
    }

    private static PackedPoints points(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        int version = in.readInt();
        int length = in.readInt();
        byte[] points = in.readAllBytes();
        if (points.length != length) {
            throw new IOException("there are " + points.length + " bytes of points where " + length + " are announced");
        }
        return new PackedPoints(POINTS.deserialize(version, points).lines());
    }

    private static PackedPoints cut(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        List<PointLine> lines = new ArrayList<>();
        try {
            int version = in.readInt();
            in.readInt();
            POINTS.versions(version, in);
            PendingPointsCodec.readLines(in, lines);
        } catch (EOFException e) {
            // the last of them is not whole
        }
        return new PackedPoints(lines, "it is cut off");
    }
}
