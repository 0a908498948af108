package io.bellwether.job;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Configuration, commands and looks at the store have no time: they must neither hold back that of the events that they come
 * together with, nor drive it where those are silent. So they are idle, always: a last watermark would end all time as soon as
 * every other input is idle, as readers are before they have their partitions.
 */
final class Timeless<T> implements WatermarkGenerator<T> {

    static <T> WatermarkStrategy<T> strategy() {
        return WatermarkStrategy.forGenerator(context -> new Timeless<>());
    }

    @Override
    public void onEvent(T element, long time, WatermarkOutput output) {
        output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
