package io.bellwether.influx;

import io.bellwether.state.GoldenSamples;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenInflux implements GoldenSamples {

    @Override
    public List<Sample<?>> all() throws Exception {
        return List.of(new Sample<>(
                PendingPointsCodec.INSTANCE,
                "one",
                new PendingPoints(List.of(new PointLine(new PointLine.Id("queue,queue=é", 258), "offered=1i")))));
    }
}
