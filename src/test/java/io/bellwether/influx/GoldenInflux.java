package io.bellwether.influx;

import io.bellwether.state.GoldenSamples;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenInflux implements GoldenSamples {

    @Override
    public List<Sample<?>> all() throws Exception {
        PointLine line = new PointLine(new PointLine.Id("queue,queue=é", 258), "offered=1i");
        Segment segment = new Segment("run-3.points.gz", 25_000, 70_000);
        return List.of(
                new Sample<>(PendingPointsCodec.INSTANCE, "one", new PendingPoints(List.of(line))),
                new Sample<>(
                        PendingPointsCodec.INSTANCE,
                        "files",
                        new PendingPoints(List.of(line), List.of(segment), List.of(line))),
                new Sample<>(SegmentCodec.INSTANCE, "file", segment));
    }
}
