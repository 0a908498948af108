package io.bellwether.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up observations by series and window, and what they come to by rolled-up series, before that crosses the network:
 * a few differences for each rolled-up series and pane instead of several observations per event. In two steps, because an
 * event makes several observations of each series and a series belongs to several rollups; and those by fewer dimensions
 * are made of those by more, of which there are fewer than series. Series, their rollups and their windows are remembered
 * from pane to pane, so that an observation costs one look-up. Not thread-safe.
 *
 * <p>Windows that are complete are sent before the watermark that completes them. Of each difference the timestamp is the
 * last moment of the pane in which it became certain.
 */
public final class Combiner implements Outlet {

    /** Bounds the memory when panes are long or series many. */
    private static final int MOST_WINDOWS = 50_000;

    /** Series that are remembered although nothing comes of them. */
    private static final int MOST_IDLE = 10_000;

    private final Windowing windowing;
    private final Receiver<RollupWindow> receiver;
    /** By ordinal of the measure: whether the moments of its changes are kept. */
    private final boolean[] keepsCourse = new boolean[Measure.values().length];

    private final Map<Series, Held> held = new HashMap<>();
    private final Map<CellKey, Rolled> rolled = new HashMap<>();
    private final NarrowerRollups narrowerRollups = new NarrowerRollups();
    private final List<Held> busy = new ArrayList<>();
    /** What is about to be sent, by the number of its dimensions. */
    private final List<List<Rolled>> out = new ArrayList<>();

    private int windows;
    private long watermark = Long.MIN_VALUE;

    /** The windows of one series by their start; most observations go into the same as the one before. */
    private static final class Held {
        private final Combiner owner;
        private final Series series;
        private final List<Rolled> rollups;
        private final OpenWindows<Window> windows = new OpenWindows<>(Window::new);
        private Window last;
        private long lastStart;
        private long lastEnd;
        /** Whether it is no longer remembered. */
        private boolean forgotten;

        Held(Combiner owner, Series series, List<Rolled> rollups) {
            this.owner = owner;
            this.series = series;
            this.rollups = rollups;
        }
    }

    /** The sums of one rolled-up series that are about to be sent, by their start. */
    private static final class Rolled {
        private final CellKey key;
        private final OpenWindows<Sum> sums = new OpenWindows<>(Sum::new);
        /** Those by some of its dimensions that are made of it. */
        private final List<Rolled> wider = new ArrayList<>(1);

        Rolled(CellKey key) {
            this.key = key;
        }

        private int dimensions() {
            return key.dimensions().size();
        }

        private void send(Receiver<RollupWindow> receiver) {
            for (int i = 0; i < sums.size(); i++) {
                Sum sum = sums.get(i);
                receiver.send(new RollupWindow(key, sums.start(i), sum.window), sum.paneEnd);
                sum.window.clear();
                sum.paneEnd = Long.MAX_VALUE;
            }
            sums.removeFirst(sums.size());
        }
    }

    private static final class Sum {
        private final Window window = new Window();
        private long paneEnd = Long.MAX_VALUE;
    }

    Combiner(Windowing windowing, Receiver<RollupWindow> receiver) {
        this.windowing = windowing;
        this.receiver = receiver;
        int most = 1;
        for (Measurement measurement : Measurement.values()) {
            for (List<String> rollup : windowing.rollups(measurement)) {
                most = Math.max(most, rollup.size());
            }
        }
        for (int dimensions = 0; dimensions <= most; dimensions++) {
            out.add(new ArrayList<>());
        }
        for (Measure measure : Measure.values()) {
            keepsCourse[measure.ordinal()] = windowing.keepsCourse(measure);
        }
    }

    /** Those of an operator that combines in these windows. */
    public static Maker<RollupWindow> of(Windowing windowing) {
        return receiver -> new Combiner(windowing, receiver);
    }

    @Override
    public void observe(Measure measure, Series series, long time, long value, long since, int weight) {
        Held ofSeries = held(series);
        if (ofSeries.last == null || time < ofSeries.lastStart || time >= ofSeries.lastEnd) {
            open(ofSeries, windowing.start(ofSeries.series.measurement(), time));
        }
        // Moments that nobody asks for would make a row for every change, in every rollup.
        long told = keepsCourse[measure.ordinal()] ? time : LevelChanges.UNTOLD;
        ofSeries.last.add(measure, told, value, since, weight);
        if (windows > MOST_WINDOWS) {
            sendAll();
        }
    }

    /** Whoever observes hands the same object on again and again: what is kept of it is known at a glance. */
    private Held held(Series series) {
        if (series.memo() instanceof Held known && known.owner == this && !known.forgotten) {
            return known;
        }
        Held ofSeries = held.get(series);
        if (ofSeries == null) {
            ofSeries = new Held(this, series, rollups(series));
            held.put(series, ofSeries);
        }
        series.memo(ofSeries);
        return ofSeries;
    }

    private void open(Held ofSeries, long start) {
        if (ofSeries.windows.isEmpty()) {
            busy.add(ofSeries);
        }
        int before = ofSeries.windows.size();
        Window window = ofSeries.windows.open(start);
        windows += ofSeries.windows.size() - before;
        ofSeries.last = window;
        ofSeries.lastStart = start;
        ofSeries.lastEnd = start + windowing.length(ofSeries.series.measurement());
    }

    /** Those that are made of the series itself; of the others each is made of one of these or of another. */
    private List<Rolled> rollups(Series series) {
        List<Rolled> all = new ArrayList<>();
        for (CellKey key : windowing.keys(series)) {
            all.add(rolled.computeIfAbsent(key, Rolled::new));
        }
        List<List<String>> dimensions =
                all.stream().map(one -> one.key.dimensions()).toList();
        int[] narrower = narrowerRollups.of(dimensions);
        List<Rolled> own = new ArrayList<>();
        for (int i = 0; i < narrower.length; i++) {
            if (narrower[i] == NarrowerRollups.NONE) {
                own.add(all.get(i));
            } else if (!all.get(narrower[i]).wider.contains(all.get(i))) {
                all.get(narrower[i]).wider.add(all.get(i));
            }
        }
        return own;
    }

    /**
     * Time has come to a watermark: where a pane is over by it that was not before, sends all panes that are, and intervals,
     * which are written as they grow.
     */
    @Override
    public void advance(long mark) {
        if (watermark == Long.MIN_VALUE || pane(mark) != pane(watermark)) {
            send(mark);
        }
        watermark = mark;
    }

    /** The pane that runs at a watermark. */
    private long pane(long mark) {
        return Math.floorDiv(mark == Long.MAX_VALUE ? mark : mark + 1, windowing.paneMillis());
    }

    @Override
    public void sendAll() {
        send(Long.MAX_VALUE);
    }

    private void send(long time) {
        int rest = 0;
        for (int i = 0; i < busy.size(); i++) {
            Held ofSeries = busy.get(i);
            rollUp(ofSeries, time);
            if (!ofSeries.windows.isEmpty()) {
                busy.set(rest++, ofSeries);
            }
        }
        busy.subList(rest, busy.size()).clear();
        for (int dimensions = out.size() - 1; dimensions >= 0; dimensions--) {
            for (Rolled ofKey : out.get(dimensions)) {
                widen(ofKey);
                ofKey.send(receiver);
            }
            out.get(dimensions).clear();
        }
        if (held.size() - busy.size() > MOST_IDLE) {
            forgetIdle();
        }
    }

    private void forgetIdle() {
        held.values().removeIf(ofSeries -> {
            ofSeries.forgotten = ofSeries.windows.isEmpty();
            return ofSeries.forgotten;
        });
        rolled.clear();
    }

    private void rollUp(Held ofSeries, long time) {
        Measurement measurement = ofSeries.series.measurement();
        ofSeries.last = null;
        OpenWindows<Window> open = ofSeries.windows;
        int complete = 0;
        while (complete < open.size() && isComplete(measurement, open.start(complete), time)) {
            rollUp(ofSeries, open.start(complete), open.get(complete));
            complete++;
        }
        if (complete > 0) {
            open.removeFirst(complete);
            windows -= complete;
        }
    }

    private boolean isComplete(Measurement measurement, long start, long time) {
        return measurement.isInterval() || time == Long.MAX_VALUE || start + windowing.paneMillis() - 1 <= time;
    }

    private void rollUp(Held ofSeries, long start, Window window) {
        long paneEnd = paneEnd(ofSeries.series.measurement(), start);
        for (int i = 0; i < ofSeries.rollups.size(); i++) {
            add(ofSeries.rollups.get(i), start, window, paneEnd);
        }
        window.clear();
    }

    private void widen(Rolled ofKey) {
        for (int i = 0; i < ofKey.wider.size(); i++) {
            for (int at = 0; at < ofKey.sums.size(); at++) {
                Sum sum = ofKey.sums.get(at);
                add(ofKey.wider.get(i), ofKey.sums.start(at), sum.window, sum.paneEnd);
            }
        }
    }

    private void add(Rolled to, long start, Window window, long paneEnd) {
        if (to.sums.isEmpty()) {
            out.get(to.dimensions()).add(to);
        }
        Sum sum = to.sums.open(start);
        sum.window.add(window);
        sum.paneEnd = Math.min(sum.paneEnd, paneEnd);
    }

    /** That of the window itself; of what came later or belongs to an interval, that of the pane that ran then. */
    private long paneEnd(Measurement measurement, long start) {
        long own = start + windowing.paneMillis() - 1;
        boolean noTime = watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE;
        if (noTime || !measurement.isInterval() && own > watermark) {
            return own;
        }
        return (pane(watermark) + 1) * windowing.paneMillis() - 1;
    }
}
