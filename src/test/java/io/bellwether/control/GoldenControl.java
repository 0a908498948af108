package io.bellwether.control;

import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.state.GoldenSamples;
import java.util.List;
import java.util.Map;

/** Values of this package whose bytes are golden. */
public final class GoldenControl implements GoldenSamples {

    @Override
    public List<Sample<?>> all() {
        Silence silence = Commands.withNotice(Commands.untilResolved("s-1"), 10);
        Acknowledgement ack = Commands.ack("k-1", "a");
        Expiry expiry = new Expiry("s-2", Commands.NOW, "bob", "");
        return List.of(
                new Sample<>(CommandCodec.INSTANCE, "silence", silence),
                new Sample<>(CommandCodec.INSTANCE, "ack", ack),
                new Sample<>(CommandCodec.INSTANCE, "expire", expiry),
                new Sample<>(ReceivedCodec.INSTANCE, "command", new Received(expiry, null)),
                new Sample<>(
                        ReceivedCodec.INSTANCE,
                        "rejection",
                        new Received(
                                null,
                                new Rejection(RejectionReason.NO_ID, "id: is missing", "c", 0, 7, new byte[] {'x'}))),
                new Sample<>(
                        ControlsCodec.INSTANCE,
                        "full",
                        new Controls(Map.of("s-1", silence, "k-1", ack), Map.of("s-2", Commands.NOW))));
    }
}
