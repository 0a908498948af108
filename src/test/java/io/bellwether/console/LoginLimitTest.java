package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginLimitTest {

    private static final long QUARTER = 15 * 60_000;

    @Test
    void soManyFailuresInAQuarterOfAnHourAndThenNoMore() {
        LoginLimit limit = new LoginLimit(3);
        for (int i = 0; i < 3; i++) {
            assertThat(limit.allows("ann", i)).isTrue();
            limit.failed("ann", i);
        }
        assertThat(limit.allows("ann", 3)).isFalse();
        assertThat(limit.allows("ben", 3)).isTrue();
        assertThat(limit.allows("ann", QUARTER - 1)).isFalse();
        assertThat(limit.allows("ann", QUARTER)).isTrue();
        limit.failed("ann", QUARTER);
        assertThat(limit.allows("ann", QUARTER)).isFalse();
    }

    @Test
    void namesThatNobodyHasAreForgotten() {
        LoginLimit limit = new LoginLimit(3);
        for (int i = 0; i < 20_000; i++) {
            limit.failed("nobody " + i, i);
        }
        assertThat(limit.remembered()).isEqualTo(10_000);
        limit.failed("ann", 20_000);
        limit.failed("ann", 3 * QUARTER);
        assertThat(limit.remembered()).isEqualTo(1);
    }
}
