package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContactBalanceTest {

    private static ContactBalance of(String... lines) {
        ContactBalance balance = new ContactBalance();
        Stream.of(lines)
                .forEach(line -> balance.point(line, Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))));
        return balance;
    }

    @Test
    void addsUpTheTotalsAndTakesTheLastOfWhoWaits() {
        ContactBalance balance = of(
                "queue,rollup=all abandoned=1i,answered=2i,offered=9i,callback=0i,overflow=1i,service_level=0.5,transferred=0i,waiting=5i 10000",
                "queue,rollup=all abandoned=0i,answered=1i,offered=1i,overflow=0i,transferred=2i,waiting=3i 20000",
                "queue,queue=a,rollup=queue answered=2i,offered=70i 20000",
                "queue_interval,rollup=all answered=2i,offered=70i 20000");
        assertThat(balance.counts().toString())
                .isEqualTo("{offered=10, answered=3, abandoned=1, transferred=2, overflow=1, callback=0, waiting=3}");
        assertThat(balance.missing()).isZero();
        assertThat(balance.text())
                .isEqualTo(
                        "10 offered = 3 answered + 1 abandoned + 2 transferred + 1 overflow + 0 callback + 3 waiting");
    }

    @Test
    void saysWhereItDoesNotAddUp() {
        ContactBalance balance = of("queue,rollup=all answered=2i,offered=1200i,waiting=5i 10000");
        assertThat(balance.missing()).isEqualTo(1193);
        assertThat(balance.text()).endsWith("+ 5 waiting, but for 1,193 that were counted wrongly");
    }

    @Test
    void isEmptyWhereNoTotalIsWritten() {
        assertThat(of("queue,queue=a,rollup=queue answered=2i,offered=70i 20000")
                        .isEmpty())
                .isTrue();
    }
}
