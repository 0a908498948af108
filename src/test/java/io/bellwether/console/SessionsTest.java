package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.settings.ConsoleSettings.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-03-02T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Hand clock = new Hand();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void aSessionIsOverAfterTwelveHours() {
        Sessions.Session session = sessions.begin("ann", Role.LEAD);
        clock.now = clock.now.plus(Duration.ofHours(12)).minusMillis(1);
        assertThat(sessions.find(session.id())).isEqualTo(session);
        clock.now = clock.now.plusMillis(1);
        assertThat(sessions.find(session.id())).isNull();
    }

    @Test
    void noTwoSecretsAreTheSameAndNoneIsShown() {
        Sessions.Session one = sessions.begin("ann", Role.LEAD);
        Sessions.Session two = sessions.begin("ann", Role.LEAD);
        assertThat(one.id()).hasSize(64).isNotEqualTo(two.id()).isNotEqualTo(one.csrf());
        assertThat(one.toString()).doesNotContain(one.id(), one.csrf());
        sessions.end(one);
        assertThat(sessions.find(one.id())).isNull();
        assertThat(sessions.find(two.id())).isNotNull();
    }
}
