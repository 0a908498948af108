package io.bellwether.queue;

import io.bellwether.event.SourceId;
import io.bellwether.state.GoldenSamples;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenQueue implements GoldenSamples {

    @Override
    public List<Sample<?>> all() throws Exception {
        return List.of(new Sample<>(
                OnContactCodec.INSTANCE,
                "left",
                new OnContact(
                        new SourceId("phones", "bob"),
                        new SourceId("desk", "c-7"),
                        1_772_442_000_123L,
                        OnContact.Step.ENDED,
                        -1)));
    }
}
