package io.bellwether.bench;

import io.bellwether.ingest.DoorOperator;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;

/** What a job that is measured is made of. */
public record BenchSetup(Settings settings, RuleSet rules, PolicyBook policies, DoorOperator.ModelSource model) {

    BenchSetup with(RuleSet others) {
        return new BenchSetup(settings, others, policies, model);
    }

    BenchSetup with(Settings others) {
        return new BenchSetup(others, rules, policies, model);
    }
}
