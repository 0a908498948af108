package io.bellwether.console;

import io.bellwether.alert.Evidence;
import io.bellwether.backtest.Backtest;
import io.bellwether.backtest.BacktestJson;
import io.bellwether.backtest.Covered;
import io.bellwether.backtest.Episode;
import io.bellwether.backtest.Learning;
import io.bellwether.backtest.SilentRule;
import io.bellwether.file.PassingFolder;
import io.bellwether.replay.HistoryPlan;
import io.bellwether.replay.Replay;
import io.bellwether.replay.ReplayProgress;
import io.bellwether.replay.ReplaySummary;
import io.bellwether.replay.RunningReplay;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What rules would have done from one time to another, by the events that Kafka still has: read into a passing folder, without
 * texts of customers, and replayed as {@code rules backtest} does.
 */
final class RuleTrial {

    static final long DAY = 86_400_000;
    private static final long SETTLE_MILLIS = 1_800_000;
    private static final long LOOK_MILLIS = 200;
    /** Bytes of alerts that are read into memory, beside the console's own. */
    private static final long MOST_ALERTS = 64L << 20;

    /** How far it is. */
    interface Watch {

        /**
         * @param phase {@code reading} or {@code replaying}
         * @param share 0 to 1 of the phase
         * @throws Ended where somebody or the time wants it to end
         */
        void at(String phase, double share, long events) throws Ended;
    }

    /** It goes no further. */
    static final class Ended extends Exception {

        private static final long serialVersionUID = 1L;

        Ended(String why) {
            super(why);
        }
    }

    private final ConsoleParts.Trial parts;
    private final EventTopics topics;

    RuleTrial(ConsoleParts.Trial parts, EventTopics topics) {
        this.parts = parts;
        this.topics = topics;
    }

    /** The backtest of those rules, as JSON: {@link BacktestJson}. */
    String run(RuleSet rules, long from, long to, long shiftMillis, Watch watch) throws Exception {
        Settings settings = parts.settings().forReplay(DAY, 1);
        try (PassingFolder folder = PassingFolder.create("bellwether-backtest-")) {
            Path events = Files.createDirectory(folder.path().resolve("events")).resolve("topics.jsonl.gz");
            Path work = Files.createDirectory(folder.path().resolve("work"));
            TopicHistory history = new TopicHistory(settings, parts.model());
            history.write(topics, from, to, events, watch);
            HistoryPlan plan = HistoryPlan.inOrder(List.of(events), settings, work, new ReplayProgress(), () -> {});
            Replay replay = new Replay(settings, rules, parts.policies(), parts.model()).forAlerts();
            try (RunningReplay running = RunningReplay.start(replay, plan)) {
                while (!running.await(LOOK_MILLIS)) {
                    watch.at("replaying", running.share(), history.events());
                }
                ReplaySummary summary = replay.finish(work);
                if (Files.size(work.resolve(Replay.ALERTS)) > MOST_ALERTS) {
                    throw new Ended("alerts changed too often to be shown: narrow the rules, or the time");
                }
                return json(rules, settings, summary, running, work, shiftMillis);
            }
        }
    }

    private static String json(
            RuleSet rules, Settings settings, ReplaySummary summary, RunningReplay running, Path work, long shiftMillis)
            throws Exception {
        Covered span = new Covered(
                summary.firstEvents(), summary.lastEvents() + settings.series().windowMillis());
        List<Episode> episodes = Backtest.episodes(work.resolve(Replay.ALERTS));
        Backtest test = new Backtest(
                span,
                summary.events(),
                episodes,
                null,
                Learning.of(rules),
                SilentRule.of(rules, episodes, Evidence.of(running.counted())),
                null,
                new Backtest.Options(shiftMillis, SETTLE_MILLIS));
        return BacktestJson.of(test, null);
    }
}
