package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Times in the zone of who reads them. */
class ZonedTimesTest {

    private static final long AT = Instant.parse("2026-03-02T01:15:00.123Z").toEpochMilli();

    @Test
    void writesTheOffsetOfTheZone() throws Exception {
        assertThat(ZonedTimes.of("Asia/Shanghai").of(AT)).isEqualTo("2026-03-02T09:15:00+08:00");
        assertThat(ZonedTimes.of("UTC").of(AT)).isEqualTo("2026-03-02T01:15:00Z");
        assertThat(ZonedTimes.of("Europe/Berlin").at("2026-07-01T10:00:00Z")).isEqualTo("2026-07-01T12:00:00+02:00");
    }

    @Test
    void leavesWhatIsNoTimeAsItIs() throws Exception {
        assertThat(ZonedTimes.of("UTC").at("never")).isEqualTo("never");
    }
}
