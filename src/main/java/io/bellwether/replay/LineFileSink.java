package io.bellwether.replay;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Writes one line per value into a file, sorted, when the input ends; to be run with parallelism 1. For alerts and
 * rejections, which are few beside the events.
 *
 * @param <T> what becomes a line
 */
public final class LineFileSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    /** A line and where it stands among the others. */
    public record Line(String order, String text) implements Comparable<Line>, Serializable {
        @Override
        public int compareTo(Line other) {
            int byOrder = order.compareTo(other.order);
            return byOrder != 0 ? byOrder : text.compareTo(other.text);
        }
    }

    private final String file;
    private final SerializableFunction<T, Line> toLine;

    public LineFileSink(Path file, SerializableFunction<T, Line> toLine) {
        this.file = file.toString();
        this.toLine = toLine;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        TreeSet<Line> lines = new TreeSet<>();
        return new SinkWriter<>() {
            @Override
            public void write(T value, Context ignored) {
                lines.add(toLine.apply(value));
            }

            @Override
            public void flush(boolean endOfInput) throws IOException {
                if (endOfInput) {
                    Files.write(Path.of(file), (Iterable<String>) lines.stream().map(Line::text)::iterator);
                }
            }

            @Override
            public void close() {
                lines.clear();
            }
        };
    }
}
