package io.bellwether.influx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: number of points; each is its series and fields (length in bytes, UTF-8) and its time. */
final class PendingPointsSerializer implements SimpleVersionedSerializer<PendingPoints> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PendingPoints points) throws IOException {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(64 + 256 * points.lines().size());
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(points.lines().size());
        for (PointLine line : points.lines()) {
            writeText(line.id().series(), out);
            writeText(line.fields(), out);
            out.writeLong(line.id().time());
        }
        return bytes.toByteArray();
    }

    @Override
    public PendingPoints deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("State of the InfluxDB sink has version " + version + ", this release reads version "
                    + VERSION + ": restore it with the release that wrote it");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        int count = checkLength(in.readInt(), in, "number of points");
        List<PointLine> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String series = readText(in);
            String fields = readText(in);
            lines.add(new PointLine(new PointLine.Id(series, in.readLong()), fields));
        }
        if (in.available() > 0) {
            throw new IOException("State of the InfluxDB sink has " + in.available() + " bytes behind its last point");
        }
        return new PendingPoints(lines);
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        byte[] bytes = new byte[checkLength(in.readInt(), in, "length of a text")];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Each counted thing takes a byte at least, so a larger number than bytes left is damage, not data. */
    private static int checkLength(int length, DataInputStream in, String what) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new IOException("State of the InfluxDB sink is damaged: " + what + " is " + length + " with "
                    + in.available() + " bytes left");
        }
        return length;
    }
}
