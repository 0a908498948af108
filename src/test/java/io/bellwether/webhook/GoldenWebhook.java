package io.bellwether.webhook;

import io.bellwether.notify.GroupTimes;
import io.bellwether.notify.Rounds;
import io.bellwether.state.GoldenSamples;
import java.util.List;
import java.util.Map;

/** Values of this package whose bytes are golden. */
public final class GoldenWebhook implements GoldenSamples {

    @Override
    public List<Sample<?>> all() throws Exception {
        return List.of(
                new Sample<>(
                        HeadCodec.INSTANCE,
                        "flying",
                        new Head(
                                "hook",
                                Map.of("queue", "vip"),
                                new GroupTimes(30_000, 300_000, 14_400_000),
                                12,
                                3,
                                2,
                                1_772_442_000_000L,
                                4,
                                11,
                                new Rounds(1_772_441_000_000L, 9, 1_772_443_000_000L, 5),
                                true)),
                new Sample<>(
                        FailedDeliveryCodec.INSTANCE,
                        "full",
                        new FailedDelivery(
                                "d-1",
                                "hook",
                                "hook{queue=vip}",
                                "a-1",
                                "slow",
                                1_772_442_000_000L,
                                3,
                                "firing",
                                "page",
                                "http_400",
                                "no such channel",
                                1_772_442_009_999L)));
    }
}
