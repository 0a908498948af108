package io.bellwether.bench;

import io.bellwether.ingest.DoorFunction;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.util.ArrayList;
import java.util.List;

/** Measures part by part, and keeps what it found for a report. */
public final class Bench {

    private final Settings settings;
    private final RuleSet rules;
    private final PolicyBook policies;
    private final DoorFunction.ModelSource model;
    private final Progress progress;
    private final List<Section> sections = new ArrayList<>();

    /** @param settings with the parallelism that is wanted */
    public Bench(
            Settings settings, RuleSet rules, PolicyBook policies, DoorFunction.ModelSource model, Progress progress) {
        this.settings = settings;
        this.rules = rules;
        this.policies = policies;
        this.model = model;
        this.progress = progress;
    }

    /**
     * The scenarios beside each other.
     *
     * @param where whether the topology's CPU is wanted by threads
     */
    public void throughput(List<BenchScenario> scenarios, long events, int runs, boolean where) throws Exception {
        BenchJobs jobs = new BenchJobs(settings, rules, policies, model);
        sections.add(Throughput.measure(jobs, scenarios, events, runs, settings.parallelism(), where, progress));
    }

    /** What an open case costs. */
    public void cases(int cases) throws Exception {
        sections.add(CaseMemory.measure(settings, policies, cases));
    }

    /** What was found so far. */
    public BenchReport report() {
        return new BenchReport(BenchMachine.here(), sections);
    }
}
