package io.bellwether.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/**
 * Sorts entries of any number in bounded memory: sorted runs in files, and one that merges them. Keys are compared as
 * unsigned bytes; entries with equal keys stay in the order in which they were added, or the last of them wins.
 *
 * <p>Entries have lengths and no separators, so no byte in them means anything.
 */
public final class SortedRuns {

    /** Bytes of entries that are sorted in memory. */
    private static final long MEMORY = 48L << 20;

    /** What an entry costs beside its bytes. */
    private static final int OVERHEAD = 64;

    /** More files than this are not read at once. */
    private static final int MOST_RUNS = 64;

    private static final int BUFFER = 1 << 16;

    /** One of the things that are sorted. */
    public record Entry(byte[] key, byte[] value) {}

    private static final Comparator<Entry> BY_KEY = (one, other) -> Arrays.compareUnsigned(one.key, other.key);

    private final Path folder;
    private final String name;
    private final boolean lastWins;
    private final long memory;
    private final List<Entry> held = new ArrayList<>();
    private long heldBytes;
    private int runs;

    /**
     * @param folder where the runs are kept; whoever has it removes it
     * @param name with which the runs' names begin
     * @param lastWins whether of entries with equal keys the last alone is kept
     */
    public SortedRuns(Path folder, String name, boolean lastWins) {
        this(folder, name, lastWins, MEMORY);
    }

    /** @param memory bytes of entries that are sorted in memory */
    public SortedRuns(Path folder, String name, boolean lastWins, long memory) {
        this.folder = folder;
        this.name = name;
        this.lastWins = lastWins;
        this.memory = memory;
    }

    /** Adds an entry. */
    public void add(byte[] key, byte[] value) throws IOException {
        held.add(new Entry(key, value));
        heldBytes += key.length + value.length + OVERHEAD;
        if (heldBytes >= memory) {
            spill();
        }
    }

    /** Writes what is in memory to a file; to be called when all have been added. */
    public void spill() throws IOException {
        if (held.isEmpty()) {
            return;
        }
        held.sort(BY_KEY);
        try (DataOutputStream out = open(run(runs++))) {
            for (int i = 0; i < held.size(); i++) {
                boolean outdone = lastWins && i + 1 < held.size() && BY_KEY.compare(held.get(i), held.get(i + 1)) == 0;
                if (!outdone) {
                    write(held.get(i), out);
                }
            }
        }
        held.clear();
        heldBytes = 0;
        if (runs == MOST_RUNS) {
            mergeToOne();
        }
    }

    private void mergeToOne() throws IOException {
        Path all = folder.resolve(name + ".merging");
        try (Merge merge = merge(folder, name, lastWins);
                DataOutputStream out = open(all)) {
            for (Entry entry = merge.next(); entry != null; entry = merge.next()) {
                write(entry, out);
            }
        }
        for (int i = 0; i < runs; i++) {
            Files.delete(run(i));
        }
        Files.move(all, run(0));
        runs = 1;
    }

    private Path run(int number) {
        return folder.resolve(String.format("%s.%04d.run", name, number));
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    private static void write(Entry entry, DataOutputStream out) throws IOException {
        out.writeInt(entry.key.length);
        out.writeInt(entry.value.length);
        out.write(entry.key);
        out.write(entry.value);
    }

    /** The runs of that name in a folder, in the order in which they were written. */
    public static List<Path> files(Path folder, String name) throws IOException {
        Pattern run = Pattern.compile(Pattern.quote(name) + "\\..*\\.run");
        return Folder.entries(folder).stream()
                .filter(file -> run.matcher(file.getFileName().toString()).matches())
                .toList();
    }

    /** Everything that was added, in order; none where nothing was. */
    public static Merge merge(Path folder, String name, boolean lastWins) throws IOException {
        Merge merge = new Merge(lastWins);
        try {
            for (Path file : files(folder, name)) {
                merge.add(file);
            }
            return merge;
        } catch (IOException e) {
            merge.close();
            throw e;
        }
    }

    /** Reads runs as one. */
    public static final class Merge implements Closeable {
        private final boolean lastWins;
        private final List<Run> all = new ArrayList<>();
        private final PriorityQueue<Run> waiting = new PriorityQueue<>(
                Comparator.comparing((Run run) -> run.entry, BY_KEY).thenComparingInt(run -> run.number));

        private Merge(boolean lastWins) {
            this.lastWins = lastWins;
        }

        private void add(Path file) throws IOException {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            Run run = new Run(in, all.size());
            all.add(run);
            if (run.advance()) {
                waiting.add(run);
            }
        }

        /** The next entry, null after the last. */
        public Entry next() throws IOException {
            Entry entry = poll();
            while (lastWins
                    && entry != null
                    && !waiting.isEmpty()
                    && BY_KEY.compare(entry, waiting.peek().entry) == 0) {
                entry = poll();
            }
            return entry;
        }

        private Entry poll() throws IOException {
            Run run = waiting.poll();
            if (run == null) {
                return null;
            }
            Entry entry = run.entry;
            if (run.advance()) {
                waiting.add(run);
            }
            return entry;
        }

        @Override
        public void close() throws IOException {
            for (Run run : all) {
                run.in.close();
            }
        }
    }

    private static final class Run {
        private final DataInputStream in;
        private final int number;
        private Entry entry;

        Run(DataInputStream in, int number) {
            this.in = in;
            this.number = number;
        }

        boolean advance() throws IOException {
            int first = in.read();
            if (first < 0) {
                return false;
            }
            int keyLength = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            byte[] key = new byte[keyLength];
            byte[] value = new byte[in.readInt()];
            in.readFully(key);
            in.readFully(value);
            entry = new Entry(key, value);
            return true;
        }
    }
}
