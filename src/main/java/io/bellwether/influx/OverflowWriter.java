package io.bellwether.influx;

import io.bellwether.state.CodecVersionedSerializer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Points that wait in files of any file system that Flink knows: a folder for each bucket, and in it files of names that are
 * never used again. Each file says which versions of codecs wrote it, so a later release reads it, too.
 */
final class OverflowWriter implements Overflow {

    /** The folder of all that wait, beside the checkpoints. */
    static final String FOLDER = "waiting-points";

    private static final CodecVersionedSerializer<PendingPoints> POINTS =
            new CodecVersionedSerializer<>(PendingPointsCodec.INSTANCE);

    private final Path folder;
    private final String run = UUID.randomUUID().toString();
    private int written;

    OverflowWriter(String base, String bucket) {
        folder = new Path(new Path(base, FOLDER), safe(bucket));
    }

    /** A name of a file for any name of a bucket; two names never give the same. */
    private static String safe(String bucket) {
        StringBuilder safe = new StringBuilder();
        bucket.codePoints().forEach(c -> {
            if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '-')) {
                safe.appendCodePoint(c);
            } else {
                safe.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return safe.toString();
    }

    @Override
    public Segment write(List<PointLine> lines) throws IOException {
        FileSystem files = folder.getFileSystem();
        files.mkdirs(folder);
        String name = run + '-' + written++ + ".points.gz";
        Path path = new Path(folder, name);
        try (FSDataOutputStream file = files.create(path, FileSystem.WriteMode.NO_OVERWRITE);
                DataOutputStream out = new DataOutputStream(new GZIPOutputStream(file))) {
            byte[] bytes = POINTS.serialize(new PendingPoints(lines));
            out.writeInt(POINTS.getVersion());
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            if (!files.isDistributedFS()) {
                file.sync();
            }
        }
        return new Segment(name, lines.size(), files.getFileStatus(path).getLen());
    }

    @Override
    public List<PointLine> read(Segment segment) throws IOException {
        Path path = new Path(folder, segment.file());
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(path.getFileSystem().open(path)))) {
            int version = in.readInt();
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return POINTS.deserialize(version, bytes).lines();
        }
    }

    /** Removes a file; that it is not there is well. */
    void remove(Segment segment) throws IOException {
        Path path = new Path(folder, segment.file());
        path.getFileSystem().delete(path, false);
    }
}
