package io.bellwether.ingest;

import io.bellwether.state.GoldenSamples;
import java.util.List;
import java.util.Map;

/** Values of this package whose bytes are golden. */
public final class GoldenIngest implements GoldenSamples {

    @Override
    public List<Sample<?>> all() throws Exception {
        return List.of(
                new Sample<>(
                        LettersCodec.INSTANCE,
                        "keyed",
                        List.of(new Letter("a", "alerts", new byte[] {'k'}, new byte[] {'v'}, Map.of()))),
                new Sample<>(
                        LettersCodec.INSTANCE,
                        "two",
                        List.of(
                                new Letter(
                                        "service.tickets/3@7",
                                        "dead",
                                        new byte[] {0, 1, -1},
                                        Map.of("reason", new byte[] {'x'})),
                                new Letter("a", "dead", new byte[0], Map.of()))));
    }
}
