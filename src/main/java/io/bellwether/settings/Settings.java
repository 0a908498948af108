package io.bellwether.settings;

import io.bellwether.agents.AgentSettings;
import io.bellwether.cases.CaseSettings;
import io.bellwether.cases.ForgetAfter;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Windowing;
import io.bellwether.plan.PlanBook;
import io.bellwether.plan.PlanningSettings;
import io.bellwether.platform.PlatformBook;
import io.bellwether.quality.CustomerRules;
import io.bellwether.quality.Escalation;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.rule.RuleContext;
import io.bellwether.sentiment.TopicBook;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Everything that can be set, with the defaults of {@code bellwether.yaml}: a part for each component, which has its own
 * defaults. Durations in ms.
 *
 * @param influx null where nothing is to be written
 * @param coaching whether what each agent did is counted
 * @param alertRules directory of rules, policies and routing
 */
public record Settings(
        KafkaSettings kafka,
        InfluxSettings influx,
        String alertRules,
        SeriesSettings series,
        EventTimeSettings time,
        ServiceLevel serviceLevel,
        ForgetAfter forgetAfter,
        AgentSettings agents,
        boolean coaching,
        Escalation escalation,
        CustomerRules customers,
        CheckpointSettings checkpoint,
        int parallelism,
        SentimentSettings sentiment,
        PlatformSettings platforms,
        PlanningSettings planning,
        ConsoleSettings console)
        implements Serializable {

    public static final int MOST_SUBTASKS = 1_024;

    static final int USUAL_SUBTASKS = 2;

    /** The settings of a file, every variable of which is set. */
    public static Settings load(Path file) throws SettingsException {
        return SettingsParser.load(file).whole();
    }

    /** The settings of a file, as far as its variables are set here. */
    public static KnownSettings known(Path file) throws SettingsException {
        return SettingsParser.load(file);
    }

    /** The defaults, for replay, demo and tests; nothing is written and no broker is named. */
    public static Settings defaults() {
        return SettingsParser.defaults();
    }

    /** The same for a replay: no store, levels written less often, and that many subtasks if not null. */
    public Settings forReplay(long levelRefreshMillis, Integer subtasks) {
        return with(
                null,
                series.refreshedEvery(levelRefreshMillis),
                subtasks == null ? parallelism : subtasks,
                sentiment.patient(),
                platforms);
    }

    /** The same with what the files of its platforms say. */
    public Settings withPlatforms(PlatformBook book) {
        return with(influx, series, parallelism, sentiment, new PlatformSettings(platforms.names(), book));
    }

    /** The same with what its file of topics says. */
    public Settings withTopics(TopicBook book) {
        return with(influx, series, parallelism, sentiment.with(book), platforms);
    }

    /** The same with what its plan says. */
    public Settings withPlan(PlanBook book) {
        return with(influx, series, parallelism, sentiment, platforms, planning.with(book), console);
    }

    /** The same with a console elsewhere. */
    public Settings withConsole(ConsoleSettings other) {
        return with(influx, series, parallelism, sentiment, platforms, planning, other);
    }

    private Settings with(
            InfluxSettings store,
            SeriesSettings counted,
            int subtasks,
            SentimentSettings scored,
            PlatformSettings measured) {
        return with(store, counted, subtasks, scored, measured, planning, console);
    }

    private Settings with(
            InfluxSettings store,
            SeriesSettings counted,
            int subtasks,
            SentimentSettings scored,
            PlatformSettings measured,
            PlanningSettings planned,
            ConsoleSettings shown) {
        return new Settings(
                kafka,
                store,
                alertRules,
                counted,
                time,
                serviceLevel,
                forgetAfter,
                agents,
                coaching,
                escalation,
                customers,
                checkpoint,
                subtasks,
                scored,
                measured,
                planned,
                shown);
    }

    /** What rules are read against. */
    public RuleContext ruleContext() {
        return series.ruleContext(coaching());
    }

    /** The windows, with rollups that rules ask for beside the settings' own, and what rules read of levels. */
    public Windowing windowing(Collection<List<String>> wantedByRules, Set<Measure> courses) {
        return series.windowing(
                time.latenessMillis(), wantedByRules, courses, !platforms.book().isEmpty());
    }

    /** What the case function needs. */
    public CaseSettings cases() {
        return new CaseSettings(
                series.dimensions(),
                serviceLevel,
                time.latenessMillis(),
                forgetAfter,
                time.redeliveryMillis(),
                escalation,
                customers.resolution(),
                customers.bots(),
                sentiment.topics().ofCategories(),
                coaching);
    }
}
