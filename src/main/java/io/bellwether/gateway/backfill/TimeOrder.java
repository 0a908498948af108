package io.bellwether.gateway.backfill;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.ServiceEvent;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts events of any number in the order of their time, in bounded memory: sorted runs in files, and one pass that merges
 * them. An event that is there twice comes out once.
 */
final class TimeOrder {

    private static final long MEMORY = 64L << 20;
    private static final int OVERHEAD = 96;

    /** An event as it is kept here. */
    private record Kept(long time, int rank, String source, String id, byte[] json) {
        private static final Comparator<Kept> ORDER = Comparator.comparingLong(Kept::time)
                .thenComparingInt(Kept::rank)
                .thenComparing(Kept::source)
                .thenComparing(Kept::id);

        boolean isAgain(Kept last) {
            return last != null && last.source.equals(source) && last.id.equals(id);
        }
    }

    /** Takes what comes out. */
    interface Taker {
        /** @param event as canonical JSON */
        void take(byte[] event) throws IOException;
    }

    private final Path folder;
    private final long memory;
    private final EventEncoder encoder = new EventEncoder();
    private final List<Path> runs = new ArrayList<>();
    private List<Kept> held = new ArrayList<>();
    private long heldBytes;

    /** @param folder for the runs; whoever has it removes it */
    TimeOrder(Path folder) {
        this(folder, MEMORY);
    }

    TimeOrder(Path folder, long memory) {
        this.folder = folder;
        this.memory = memory;
    }

    void add(ServiceEvent event) throws IOException {
        byte[] json = encoder.encode(event);
        held.add(new Kept(event.time(), event.type().ordinal(), event.source(), event.id(), json));
        heldBytes += json.length + OVERHEAD;
        if (heldBytes >= memory) {
            spill();
        }
    }

    private void spill() throws IOException {
        held.sort(Kept.ORDER);
        Path run = folder.resolve("run-" + runs.size());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run)))) {
            for (Kept kept : held) {
                out.writeLong(kept.time);
                out.writeInt(kept.rank);
                out.writeUTF(kept.source);
                out.writeUTF(kept.id);
                out.writeInt(kept.json.length);
                out.write(kept.json);
            }
        }
        runs.add(run);
        held = new ArrayList<>();
        heldBytes = 0;
    }

    /** Hands over all of them, in order; how many. */
    long drain(Taker to) throws IOException {
        held.sort(Kept.ORDER);
        List<Run> open = new ArrayList<>();
        try {
            for (Path run : runs) {
                open.add(new Run(new DataInputStream(new BufferedInputStream(Files.newInputStream(run)))));
            }
            PriorityQueue<Run> next = new PriorityQueue<>(Comparator.comparing((Run run) -> run.first, Kept.ORDER));
            open.add(new Run(held));
            open.stream().filter(run -> run.first != null).forEach(next::add);
            return merge(next, to);
        } finally {
            for (Run run : open) {
                run.close();
            }
        }
    }

    private static long merge(PriorityQueue<Run> next, Taker to) throws IOException {
        long count = 0;
        Kept last = null;
        while (!next.isEmpty()) {
            Run run = next.poll();
            if (!run.first.isAgain(last)) {
                to.take(run.first.json);
                count++;
            }
            last = run.first;
            run.advance();
            if (run.first != null) {
                next.add(run);
            }
        }
        return count;
    }

    /** What is left of a run. */
    private static final class Run {
        private final DataInputStream in;
        private final Iterator<Kept> held;
        private Kept first;

        Run(DataInputStream in) throws IOException {
            this.in = in;
            this.held = null;
            advance();
        }

        Run(List<Kept> held) throws IOException {
            this.in = null;
            this.held = held.iterator();
            advance();
        }

        private void advance() throws IOException {
            if (held != null) {
                first = held.hasNext() ? held.next() : null;
                return;
            }
            try {
                long time = in.readLong();
                int rank = in.readInt();
                String source = in.readUTF();
                String id = in.readUTF();
                byte[] json = new byte[in.readInt()];
                in.readFully(json);
                first = new Kept(time, rank, source, id, json);
            } catch (EOFException e) {
                first = null;
            }
        }

        private void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }
}
