package io.bellwether.bench;

import com.sun.management.OperatingSystemMXBean;
import io.bellwether.file.PassingFolder;
import io.bellwether.settings.Settings;
import java.lang.management.ManagementFactory;

/** Opens cases in a running job, lets them settle, sends events on them, and looks at what they cost. */
final class CasePart {

    /** Of the fold by itself this many say the same. */
    private static final int MOST_ALONE = 200_000;

    private static final int LEAST_TRAFFIC = 20_000;
    private static final int MOST_TRAFFIC = 1_000_000;
    /** Cases come to be within this part of lateness, so that all of them are live at the end of it. */
    private static final double WITHIN_LATENESS = 0.8;

    private static final long SPARE_MILLIS = 60_000;
    /** RocksDB's part of the machine's memory. */
    private static final int ROCKS_SHARE = 4;

    private final BenchSetup setup;
    private final int cases;
    private final Progress progress;

    CasePart(BenchSetup setup, int cases, Progress progress) {
        this.setup = setup;
        this.cases = cases;
        this.progress = progress;
    }

    CaseCost onHeap() throws Exception {
        return measure(null);
    }

    CaseCost inRocksDb() throws Exception {
        try (PassingFolder folder = PassingFolder.create("bellwether-bench-")) {
            return measure(folder);
        }
    }

    private CaseCost measure(PassingFolder folder) throws Exception {
        Settings settings = setup.settings();
        CaseMemory alone = CaseMemory.measure(settings, setup.policies(), Math.min(cases, MOST_ALONE));
        CaseJob.Rocks rocks = folder == null ? null : new CaseJob.Rocks(folder.path(), machineMemory() / ROCKS_SHARE);
        try (CaseJob running = CaseJob.start(setup, rocks, cases, progress)) {
            running.carryOut(new CaseLoad.Orders(0, 0, CaseLoad.BEGIN, SPARE_MILLIS), "starting");
            CaseCost.Held none = CaseCost.now(folder);

            long all = (long) cases * CaseLoad.STEPS;
            long span = (long) (settings.time().latenessMillis() * WITHIN_LATENESS);
            CaseLoad.Orders open = new CaseLoad.Orders(0, all, CaseLoad.BEGIN + 2 * SPARE_MILLIS, span);
            running.carryOut(open, "opening cases");
            CaseCost.Held live = CaseCost.now(folder).above(none);

            CaseLoad.Orders rest = hold(open, settings.time().latenessMillis() + SPARE_MILLIS);
            running.carryOut(rest, "letting them settle");
            CaseCost.Held settled = CaseCost.now(folder).above(none);

            long more = Math.max(LEAST_TRAFFIC, Math.min(MOST_TRAFFIC, cases / 2));
            long left = more / JobRun.LEFT_OUT;
            CaseLoad.Orders first = new CaseLoad.Orders(all, all + left, rest.end(), span / JobRun.LEFT_OUT);
            CaseLoad.Orders second = new CaseLoad.Orders(all + left, all + more, first.end(), span - first.millis());
            running.carryOut(first, "events on open cases, left out");
            try (Meter meter = Meter.start()) {
                running.carryOut(second, "events on open cases");
                return new CaseCost(cases, folder != null, live, settled, alone, more - left, meter.read());
            }
        }
    }

    /** Nothing more, later. */
    private static CaseLoad.Orders hold(CaseLoad.Orders done, long millis) {
        return new CaseLoad.Orders(done.until(), done.until(), done.end(), millis);
    }

    private static long machineMemory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }
}
