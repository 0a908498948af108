package io.bellwether.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayoutTest {

    /** A tall panel on the right leaves the room on its left to those that follow. */
    @Test
    void fillsTheFirstGap() {
        Layout layout = new Layout(3);
        assertThat(layout.place(16, 4)).isEqualTo(Layout.at(0, 3, 16, 4));
        assertThat(layout.place(8, 10)).isEqualTo(Layout.at(16, 3, 8, 10));
        assertThat(layout.place(8, 6)).isEqualTo(Layout.at(0, 7, 8, 6));
        assertThat(layout.place(8, 6)).isEqualTo(Layout.at(8, 7, 8, 6));
        assertThat(layout.place(12, 2)).isEqualTo(Layout.at(0, 13, 12, 2));
        assertThat(layout.bottom()).isEqualTo(15);
    }
}
