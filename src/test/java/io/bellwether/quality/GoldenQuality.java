package io.bellwether.quality;

import io.bellwether.state.GoldenSamples;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenQuality implements GoldenSamples {

    @Override
    public List<Sample<?>> all() throws Exception {
        return List.of(new Sample<>(
                CustomerFactCodec.INSTANCE,
                "solved",
                new CustomerFact(
                        0x1234_5678_9abc_def0L,
                        -7,
                        CustomerFact.Kind.SOLVED,
                        1_772_442_000_123L,
                        "refund",
                        List.of("billing", "(none)"),
                        -1)));
    }
}
