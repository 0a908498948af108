package io.bellwether.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.rule.RuleSet;
import org.junit.jupiter.api.Test;

class RuleCostTest {

    @Test
    void theRulesThatAreMeasuredAreRules() throws Exception {
        assertThat(RuleSet.parse("bench.yaml", RuleCost.yaml(1_000)).rules()).hasSize(1_000);
    }
}
