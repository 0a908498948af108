package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.Codec;
import io.bellwether.state.Packing;
import io.bellwether.state.Versions;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollupWindowTest {

    private static final Codec<RollupWindow> CODEC = RollupWindowCodec.INSTANCE.forThread();
    private static final CellKey KEY = new CellKey(Measurement.QUEUE, List.of("queue"), List.of("a"), List.of());

    private static byte[] bytes(RollupWindow window) {
        return Packing.pack(out -> CODEC.write(window, out));
    }

    private static RollupWindow read(byte[] bytes) {
        return Packing.unpack(bytes, bytes.length, in -> CODEC.read(in, Versions.CURRENT));
    }

    private static RollupWindow offered(int n) {
        Window window = new Window();
        Series series = new Series(Measurement.QUEUE, List.of("a"), List.of());
        window.add(new Observation(Measure.QUEUE_OFFERED, series, 0, n, 0, 1));
        window.add(new Observation(Measure.QUEUE_WAITING, series, 5, n, 5, 1));
        return new RollupWindow(KEY, 10_000, window);
    }

    @Test
    void whoOnlyLooksAtTheKeyPassesItOnAsItCame() {
        byte[] came = bytes(offered(3));
        RollupWindow window = read(came);
        assertThat(window.key()).isEqualTo(KEY);
        assertThat(window.unread()).isNotNull();
        assertThat(bytes(window)).isEqualTo(came);
        RollupWindow elsewhere = window.under(new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of()))
                .startingAt(20_000);
        assertThat(elsewhere.unread()).isSameAs(window.unread());
        RollupWindow there = read(bytes(elsewhere));
        assertThat(there.key().rollup()).isEqualTo("all");
        assertThat(there.start()).isEqualTo(20_000);
        assertThat(there.window().count(Measure.QUEUE_OFFERED)).isEqualTo(3);
    }

    @Test
    void whatWasAddedAfterItWasReadIsWritten() {
        RollupWindow window = read(bytes(offered(3)));
        window.window().add(offered(4).window());
        assertThat(bytes(window)).isEqualTo(bytes(offered(7)));
    }

    @Test
    void aCopyIsItsOwn() {
        RollupWindow window = read(bytes(offered(3)));
        RollupWindow copy = window.copy();
        copy.window().add(offered(4).window());
        assertThat(bytes(window)).isEqualTo(bytes(offered(3)));
    }
}
