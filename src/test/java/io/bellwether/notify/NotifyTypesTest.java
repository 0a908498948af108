package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotifyTypesTest {

    @Test
    void pagesAgeFasterThanTheRest() {
        Entry page = new Entry(0, Transitions.change(Transitions.firing("a", "page")), true, 1_000, false);
        Entry warning = new Entry(0, Transitions.change(Transitions.firing("a", "warning")), true, 1_000, false);
        assertThat(page.isExpired(3_600_999)).isFalse();
        assertThat(page.isExpired(3_601_000)).isTrue();
        assertThat(warning.isExpired(86_400_999)).isFalse();
        assertThat(warning.isExpired(86_401_000)).isTrue();
    }
}
