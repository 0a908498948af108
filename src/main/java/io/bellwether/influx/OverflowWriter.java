package io.bellwether.influx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.SupplierWithException;

/**
 * Points that wait in files of any file system that Flink knows: a folder for each bucket, and in it files of names that are
 * never used again, each with {@link PackedPoints}.
 */
final class OverflowWriter implements Overflow {

    /** The folder of all that wait, beside the checkpoints. */
    static final String FOLDER = "waiting-points";

    private final Path folder;
    private final SupplierWithException<FileSystem, IOException> system;
    private final String run = UUID.randomUUID().toString();
    private int next;

    OverflowWriter(String base, String bucket) {
        folder = new Path(new Path(base, FOLDER), safe(bucket));
        system = folder::getFileSystem;
    }

    /** @param files in which the folder is */
    OverflowWriter(Path folder, FileSystem files) {
        this.folder = folder;
        system = () -> files;
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

    /** Clients of stores of objects throw what they like. Whatever it is, the file system does not work now. */
    private static <T> T asked(SupplierWithException<T, IOException> files) throws IOException {
        try {
            return files.get();
        } catch (RuntimeException e) {
            throw new IOException(e.toString(), e);
        }
    }

    @Override
    public Segment write(List<PointLine> lines, boolean behindOthers) throws IOException {
        return asked(() -> written(lines, behindOthers));
    }

    private Segment written(List<PointLine> lines, boolean behindOthers) throws IOException {
        FileSystem files = system.get();
        if (behindOthers && !hasFolder(files)) {
            throw new IOException(noFolder());
        }
        files.mkdirs(folder);
        byte[] packed = PackedPoints.pack(lines);
        String name = run + '-' + next++ + ".points.gz";
        Path path = new Path(folder, name);
        try (FSDataOutputStream out = files.create(path, FileSystem.WriteMode.NO_OVERWRITE)) {
            out.write(packed);
            out.flush();
            if (!files.isDistributedFS()) {
                out.sync();
            }
        } catch (IOException | RuntimeException e) {
            removePart(path, files, e);
            throw e;
        }
        return new Segment(name, lines.size(), packed.length);
    }

    /** On a full disk a part would take room for ever: no state names it. */
    private static void removePart(Path path, FileSystem files, Exception why) {
        try {
            files.delete(path, false);
        } catch (IOException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public PackedPoints read(Segment segment) throws IOException {
        return PackedPoints.unpack(asked(() -> bytes(segment)), segment.bytes());
    }

    /** All of it before anything is made of it: so what fails here is the file system, and what fails later the content. */
    private byte[] bytes(Segment segment) throws IOException {
        FileSystem files = system.get();
        Path path = new Path(folder, segment.file());
        try (FSDataInputStream in = files.open(path)) {
            byte[] bytes = in.readAllBytes();
            long size = files.getFileStatus(path).getLen();
            if (bytes.length < size) {
                throw new IOException(segment.file() + ": only " + bytes.length + " of " + size + " bytes came");
            }
            return bytes;
        } catch (FileNotFoundException e) {
            if (!hasFolder(files)) {
                throw new IOException(noFolder(), e);
            }
            if (isGone(path, files)) {
                throw e;
            }
            // what Java says of files, too, that may not be opened, or not so many at once
            throw new IOException(segment.file() + " cannot be opened now: " + e.getMessage(), e);
        }
    }

    /** A volume that is not mounted has none. Stores of objects know no folders, and are never mounted. */
    private boolean hasFolder(FileSystem files) throws IOException {
        return files.isDistributedFS() || files.exists(folder);
    }

    private String noFolder() {
        return "there is no folder " + folder + "; mount its volume, or, where its files are lost, make it anew";
    }

    /** Asked of the system where it is a local file: Flink takes one that must not be looked at for one that is not there. */
    private static boolean isGone(Path path, FileSystem files) throws IOException {
        return files.isDistributedFS() ? !files.exists(path) : Files.notExists(java.nio.file.Path.of(path.getPath()));
    }

    /** Removes a file; that it is not there is well. */
    void remove(Segment segment) throws IOException {
        Path path = new Path(folder, segment.file());
        asked(() -> system.get().delete(path, false));
    }
}
