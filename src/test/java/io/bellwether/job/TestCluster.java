package io.bellwether.job;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;

/** A Flink cluster in the test's process, for {@code @RegisterExtension}. */
public final class TestCluster {

    private TestCluster() {}

    /** One TaskManager with that many slots. */
    public static MiniClusterExtension of(int slots) {
        return new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                .setNumberTaskManagers(1)
                .setNumberSlotsPerTaskManager(slots)
                .build());
    }
}
