package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentIdsTest {

    private static final AgentIds HASHED = new AgentIds(AgentIds.Kind.HASHED, "0123456789abcdef");

    @Test
    void aHashStandsForAnIdAndHangsOnTheSecret() {
        String ann = HASHED.of("ann");
        // HMAC-SHA256 of "ann" with that key, its first eight bytes
        assertThat(ann).matches("agent-[0-9a-f]{16}").isEqualTo(HASHED.of("ann"));
        assertThat(HASHED.of("bob")).isNotEqualTo(ann);
        assertThat(new AgentIds(AgentIds.Kind.HASHED, "fedcba9876543210").of("ann"))
                .isNotEqualTo(ann);
    }

    /** A dead letter that is sent again is of the same agent. */
    @Test
    void whatIsHashedStaysAsItIs() {
        assertThat(HASHED.of(HASHED.of("ann"))).isEqualTo(HASHED.of("ann"));
    }

    @Test
    void whereNothingIsToldIdsAreHiddenToo() {
        AgentIds off = new AgentIds(AgentIds.Kind.OFF, "");
        assertThat(off.isTold()).isFalse();
        assertThat(off.of("ann")).doesNotContain("ann").isEqualTo(off.of("ann"));
        assertThat(AgentIds.PLAIN.of("ann")).isEqualTo("ann");
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(HASHED).hasToString("AgentIds[kind=HASHED, secret=***]");
    }
}
