package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ServiceEventTest {

    /** The short way that every message takes, and the long one. */
    @Test
    void withoutItsTextAnEventIsOtherwiseTheSame() {
        Random random = new Random(5);
        RandomEvents events = new RandomEvents(6);
        for (int i = 0; i < 2_000; i++) {
            EventBuilder any = events.next().toBuilder();
            ServiceEvent event = any.text(random.nextBoolean() ? "so " + i : null)
                    .sentiment(random.nextBoolean() ? 0.5 : null)
                    .build();
            Double score = random.nextBoolean() ? -0.25 : null;
            assertThat(Textless.of(event, score, null))
                    .isEqualTo(event.toBuilder().text(null).sentiment(score).build());
        }
    }
}
