package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class TimelessTest {

    /** Readers without partitions are idle: whatever else came with them then would be all the time there is. */
    @Test
    void isIdleAndHasNoWatermark() {
        List<String> told = new ArrayList<>();
        WatermarkOutput output = new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                told.add(watermark.toString());
            }

            @Override
            public void markIdle() {
                told.add("idle");
            }

            @Override
            public void markActive() {
                told.add("active");
            }
        };
        Timeless<String> generator = new Timeless<>();
        generator.onEvent("a", 7, output);
        generator.onPeriodicEmit(output);
        assertThat(told).containsExactly("idle", "idle");
    }
}
