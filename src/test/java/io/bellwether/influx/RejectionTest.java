package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.Rejection.Reason;
import org.junit.jupiter.api.Test;

class RejectionTest {

    @Test
    void readsATypeConflict() {
        String message = "partial write: field type conflict: input field \"waiting\" on measurement \"queue\" is type"
                + " float, already exists as type integer dropped=3";
        assertThat(Rejection.parse(message))
                .isEqualTo(new Rejection(
                        Reason.TYPE_CONFLICT, 3, "field waiting of queue is float but stored as integer"));
    }

    @Test
    void readsPointsOutsideRetention() {
        assertThat(Rejection.parse("partial write: points beyond retention policy dropped=2"))
                .isEqualTo(new Rejection(Reason.OUTSIDE_RETENTION, 2, ""));
        assertThat(Rejection.parse("failure writing points to database: partial write: dropped 5 points outside"
                        + " retention policy of duration 72h0m0s"))
                .isEqualTo(new Rejection(Reason.OUTSIDE_RETENTION, 5, ""));
    }

    @Test
    void neverKeepsWhatTheMessageQuotes() {
        Rejection rejection = Rejection.parse("unable to parse 'alert_events text=\"card 4111\" 1': bad");
        assertThat(rejection).isEqualTo(new Rejection(Reason.UNPARSABLE, 0, ""));
        assertThat(rejection.toString()).doesNotContain("4111");
    }

    @Test
    void anythingElseIsOther() {
        assertThat(Rejection.parse(null)).isEqualTo(new Rejection(Reason.OTHER, 0, ""));
        assertThat(Rejection.parse("no")).isEqualTo(new Rejection(Reason.OTHER, 0, ""));
        assertThat(Rejection.parse("cast error from protocol type: STRING to column type: LONG")
                        .reason())
                .isEqualTo(Reason.TYPE_CONFLICT);
    }
}
