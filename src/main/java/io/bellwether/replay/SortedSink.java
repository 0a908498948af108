package io.bellwether.replay;

import io.bellwether.file.SortedRuns;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Puts values into sorted runs below a folder, of each key the last alone; to be run with parallelism 1, so that the last
 * version of a value wins. Tells the replay's {@link TimeGate} how far time has come here.
 *
 * @param <T> what becomes an entry; one that becomes none is left out
 */
final class SortedSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final String folder;
    private final String name;
    private final SerializableFunction<T, SortedRuns.Entry> toEntry;

    /** @param folder of the replay, by which its time gate is known */
    SortedSink(Path folder, String name, SerializableFunction<T, SortedRuns.Entry> toEntry) {
        this.folder = folder.toString();
        this.name = name;
        this.toEntry = toEntry;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        SortedRuns runs = new SortedRuns(Path.of(folder), name, true);
        TimeGate gate = TimeGate.of(folder);
        return new SinkWriter<>() {
            @Override
            public void write(T value, Context ignored) throws IOException {
                SortedRuns.Entry entry = toEntry.apply(value);
                if (entry != null) {
                    runs.add(entry.key(), entry.value());
                }
            }

            @Override
            public void writeWatermark(Watermark watermark) {
                gate.reached(name, watermark.getTimestamp());
            }

            @Override
            public void flush(boolean endOfInput) throws IOException {
                if (endOfInput) {
                    runs.spill();
                }
            }

            @Override
            public void close() {
                // Whatever is in memory was spilled at the end of input; a failed replay keeps nothing.
            }
        };
    }
}
