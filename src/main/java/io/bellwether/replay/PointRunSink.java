package io.bellwether.replay;

import io.bellwether.metric.Point;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Puts points into sorted runs below a directory; to be run with parallelism 1, so that the last version of a point wins. */
public final class PointRunSink implements Sink<Point> {

    private static final long serialVersionUID = 1L;

    private final String directory;

    public PointRunSink(Path directory) {
        this.directory = directory.toString();
    }

    @Override
    public SinkWriter<Point> createWriter(WriterInitContext context) {
        PointRuns runs = new PointRuns(Path.of(directory));
        return new SinkWriter<>() {
            @Override
            public void write(Point point, Context ignored) throws IOException {
                runs.add(point);
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
