package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.Refusal.Reason;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void readsATypeConflict() {
        String message = "partial write: field type conflict: input field \"waiting\" on measurement \"queue\" is type"
                + " float, already exists as type integer dropped=3";
        assertThat(Refusal.parse(message))
                .isEqualTo(new Refusal(
                        Reason.TYPE_CONFLICT,
                        3,
                        new Refusal.Culprit("queue", "waiting"),
                        "field waiting of queue is float but stored as integer"));
    }

    @Test
    void readsPointsOutsideRetention() {
        assertThat(Refusal.parse("partial write: points beyond retention policy dropped=2"))
                .isEqualTo(new Refusal(Reason.OUTSIDE_RETENTION, 2));
        assertThat(Refusal.parse("failure writing points to database: partial write: dropped 5 points outside"
                        + " retention policy of duration 72h0m0s"))
                .isEqualTo(new Refusal(Reason.OUTSIDE_RETENTION, 5));
    }

    @Test
    void neverKeepsWhatTheMessageQuotes() {
        Refusal rejection = Refusal.parse("unable to parse 'alert_events text=\"card 4111\" 1': bad");
        assertThat(rejection).isEqualTo(new Refusal(Reason.UNPARSABLE, 0));
        assertThat(rejection.toString()).doesNotContain("4111");
    }

    @Test
    void anythingElseIsOther() {
        assertThat(Refusal.parse(null)).isEqualTo(new Refusal(Reason.OTHER, 0));
        assertThat(Refusal.parse("no")).isEqualTo(new Refusal(Reason.OTHER, 0));
        assertThat(Refusal.parse("cast error from protocol type: STRING to column type: LONG")
                        .reason())
                .isEqualTo(Reason.TYPE_CONFLICT);
    }
}
