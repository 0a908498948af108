package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.state.CodecVersionedSerializer;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverflowWriterTest {

    private static final List<PointLine> LINES = lines(60);

    @TempDir
    private Path folder;

    private final Disk disk = new Disk();

    private static List<PointLine> lines(int count) {
        List<PointLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(new PointLine(
                    new PointLine.Id("queue,queue=\u8ba2\u5355" + i % 7, 1_700_000_000_000L + i * 37L),
                    "v=" + i * i + "i"));
        }
        return List.copyOf(lines);
    }

    private Path waiting() {
        return folder.resolve("waiting");
    }

    private OverflowWriter writer() {
        return new OverflowWriter(new org.apache.flink.core.fs.Path(waiting().toUri()), disk);
    }

    private Path file(Segment segment) {
        return waiting().resolve(segment.file());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(waiting())) {
            return all.toList();
        }
    }

    /** A local disk that can be made to fail. */
    private static final class Disk extends LocalFileSystem {
        private int bytesLeft = Integer.MAX_VALUE;
        private boolean syncs = true;
        private String refusal = "";
        private boolean throwsAnything;
        private final List<Path> synced = new ArrayList<>();

        @Override
        public FSDataInputStream open(org.apache.flink.core.fs.Path path) throws IOException {
            if (throwsAnything) {
                throw new IllegalStateException("503 SlowDown");
            }
            if (!refusal.isEmpty()) {
                throw new FileNotFoundException(path + " (" + refusal + ")");
            }
            return super.open(path);
        }

        @Override
        public boolean delete(org.apache.flink.core.fs.Path path, boolean recursive) throws IOException {
            if (throwsAnything) {
                throw new IllegalStateException("503 SlowDown");
            }
            return super.delete(path, recursive);
        }

        @Override
        public FSDataOutputStream create(org.apache.flink.core.fs.Path path, WriteMode mode) throws IOException {
            if (throwsAnything) {
                throw new IllegalStateException("503 SlowDown");
            }
            FSDataOutputStream out = super.create(path, mode);
            return new FSDataOutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    out.write(bytes, from, Math.min(count, bytesLeft));
                    if (count > bytesLeft) {
                        throw new IOException("No space left on device");
                    }
                    bytesLeft -= count;
                }

                @Override
                public long getPos() throws IOException {
                    return out.getPos();
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }

                @Override
                public void sync() throws IOException {
                    if (!syncs) {
                        throw new IOException("Input/output error");
                    }
                    out.sync();
                    Path file = Path.of(path.getPath());
                    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                        in.readAllBytes();
                    }
                    synced.add(file);
                }

                @Override
                public void close() throws IOException {
                    out.close();
                }
            };
        }
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Segment first = writer().write(LINES, false);
        Segment second = writer().write(lines(1), true);
        assertThat(first.points()).isEqualTo(60);
        assertThat(first.bytes()).isEqualTo(Files.size(file(first)));
        assertThat(writer().read(first)).isEqualTo(new PackedPoints(LINES));
        assertThat(writer().read(second)).isEqualTo(new PackedPoints(lines(1)));
        writer().remove(first);
        writer().remove(first);
        assertThat(files()).containsExactly(file(second));
    }

    /** A power cut right behind it must not leave a file without its end. */
    @Test
    void theFileIsWholeBeforeItIsSynced() throws IOException {
        Segment segment = writer().write(LINES, false);
        assertThat(disk.synced).containsExactly(file(segment));
    }

    @Test
    void nothingIsLeftOfAFileThatCannotBeWritten() throws IOException {
        disk.bytesLeft = 100;
        assertThatThrownBy(() -> writer().write(LINES, false)).hasMessage("No space left on device");
        disk.bytesLeft = Integer.MAX_VALUE;
        disk.syncs = false;
        assertThatThrownBy(() -> writer().write(LINES, false)).hasMessage("Input/output error");
        assertThat(files()).isEmpty();
        disk.syncs = true;
        assertThat(writer().read(writer().write(LINES, false)).lines()).isEqualTo(LINES);
    }

    @Test
    void ofAFileThatIsCutOffThePointsBeforeAreKept() throws IOException {
        Segment segment = writer().write(LINES, false);
        byte[] whole = Files.readAllBytes(file(segment));
        int most = 0;
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(segment), Arrays.copyOf(whole, length));
            PackedPoints read = writer().read(segment);
            assertThat(read.damage()).as("%d bytes", length).isEqualTo("it is cut off");
            assertThat(read.lines()).isEqualTo(LINES.subList(0, read.lines().size()));
            assertThat(read.lines().size()).isGreaterThanOrEqualTo(most);
            most = read.lines().size();
        }
        assertThat(most).isEqualTo(LINES.size());
    }

    /** Bits that tip over, blocks of zeros that were never written, another file in its place. */
    @Test
    void ofAFileThatChangedNothingIsTakenForRight() throws IOException {
        Segment segment = writer().write(LINES, false);
        byte[] whole = Files.readAllBytes(file(segment));
        int harmless = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << bit);
                harmless += read(segment, changed).damage().isEmpty() ? 1 : 0;
            }
            byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, at), whole.length);
            read(segment, zeros);
        }
        assertThat(harmless)
                .as("bits of the header that say nothing of the content")
                .isLessThan(80);
        assertThat(read(segment, "{}".repeat(500).getBytes(StandardCharsets.UTF_8))
                        .damage())
                .isNotEmpty();
    }

    private PackedPoints read(Segment segment, byte[] bytes) throws IOException {
        Files.write(file(segment), bytes);
        PackedPoints read = writer().read(segment);
        assertThat(read.lines()).isEqualTo(read.damage().isEmpty() ? LINES : List.of());
        return read;
    }

    /** Whole as gzip, and yet none of ours, as a program with a fault would write. */
    @Test
    void aBadRecordIsDamageHoweverLongItSaysItIs() throws IOException {
        for (int length : new int[] {-1, 3, 5, Integer.MAX_VALUE}) {
            Segment segment = packed(1, length, new byte[4]);
            PackedPoints read = writer().read(segment);
            assertThat(read.lines()).isEmpty();
            assertThat(read.damage()).contains("announced");
        }
        byte[] points = new CodecVersionedSerializer<>(PendingPointsCodec.INSTANCE).serialize(new PendingPoints(LINES));
        PackedPoints unfinished = writer().read(packed(1, points.length - 3, Arrays.copyOf(points, points.length - 3)));
        assertThat(unfinished.lines()).isEmpty();
        assertThat(unfinished.damage()).isNotEmpty();
    }

    /** The release that wrote it reads it. */
    @Test
    void aFileOfAnotherReleaseIsNoDamage() throws IOException {
        Segment segment = packed(99, 4, new byte[4]);
        assertThatThrownBy(() -> writer().read(segment))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("format 99");
    }

    private Segment packed(int version, int length, byte[] bytes) throws IOException {
        Files.createDirectories(waiting());
        Path file = waiting().resolve("strange.gz");
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(version);
            out.writeInt(length);
            out.write(bytes);
        }
        return new Segment("strange.gz", 5, Files.size(file));
    }

    @Test
    void onlyAFileThatIsCertainlyNotThereIsGone() throws IOException {
        Segment segment = writer().write(LINES, false);
        disk.refusal = "Too many open files";
        assertWaits(segment, "Too many open files");
        disk.refusal = "";
        assertThat(writer().read(segment).lines()).isEqualTo(LINES);

        Path elsewhere = Files.move(waiting(), folder.resolve("elsewhere"));
        assertWaits(segment, "mount its volume");
        Files.createDirectory(waiting());
        assertThatThrownBy(() -> writer().read(segment)).isInstanceOf(FileNotFoundException.class);

        Files.delete(waiting());
        Files.move(elsewhere, waiting());
        assertThat(writer().read(segment).lines()).isEqualTo(LINES);
    }

    /** Clients of stores of objects throw what they like; the job goes on. */
    @Test
    void whateverAFileSystemThrowsIsWaitedFor() throws IOException {
        Segment segment = writer().write(LINES, false);
        disk.throwsAnything = true;
        assertWaits(segment, "503 SlowDown");
        assertThatThrownBy(() -> writer().write(LINES, true)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> writer().remove(segment)).isInstanceOf(IOException.class);
    }

    private void assertWaits(Segment segment, String words) {
        assertThatThrownBy(() -> writer().read(segment))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FileNotFoundException.class)
                .hasMessageContaining(words);
    }

    /** Made anew where a volume is not mounted, it would make those that wait on it seem gone. */
    @Test
    void aFolderThatIsGoneIsNotMadeAnewWhileFilesWait() throws IOException {
        assertThatThrownBy(() -> writer().write(LINES, true)).hasMessageContaining("mount its volume");
        assertThat(waiting()).doesNotExist();
        writer().write(LINES, false);
        assertThat(files()).hasSize(1);
    }
}
