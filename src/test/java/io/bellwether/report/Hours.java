package io.bellwether.report;

import io.bellwether.influx.LineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of hours, half hours and alerts, made up. */
final class Hours {

    static final long HOUR = 3_600_000;
    /** 2026-01-01, UTC. */
    static final long START = 1_767_225_600_000L;

    final List<String> trends = new ArrayList<>();
    final List<String> live = new ArrayList<>();

    static Period period(String name) {
        return Period.of(name, ZoneId.of("UTC")).orElseThrow();
    }

    /** Of so many days, two queues. */
    static Hours of(int days, Random random) {
        Hours hours = new Hours();
        for (int hour = 0; hour < 24 * days; hour++) {
            long time = START + hour * HOUR;
            int[] sum = new int[5];
            for (String queue : List.of("orders", "vip")) {
                int[] counts = {random.nextInt(50), random.nextInt(40), random.nextInt(9), random.nextInt(20), 0};
                counts[4] = counts[1] / 2;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += counts[i];
                }
                hours.queue("rollup=queue,queue=" + queue, counts, time);
            }
            hours.queue("rollup=all", sum, time);
        }
        return hours;
    }

    private void queue(String tags, int[] counts, long time) {
        trends.add("queue," + tags + " offered=" + counts[0] + "i,answered=" + counts[1] + "i,abandoned=" + counts[2]
                + "i,answered_in_threshold=" + counts[4] + "i,lost_met=0i,lost_unmet=" + counts[2]
                + "i,handled=" + counts[1] + "i,handle_mean_s=" + (100 + counts[3])
                + ",wait_max_s=" + counts[3] + " " + time);
        trends.add("cases," + tags + " created=" + counts[0] + "i,open=" + counts[3] + "i " + time);
    }

    Report report(Path folder, String period) throws Exception {
        return Report.of(
                period(period), file(folder, "trends.lp", trends), file(folder, "metrics.lp", live), share -> {});
    }

    private static LineFile file(Path folder, String name, List<String> lines) throws IOException {
        return new LineFile(Files.write(folder.resolve(name), lines));
    }
}
