package io.bellwether.rule;

import io.bellwether.state.GoldenSamples;
import java.util.List;
import java.util.Map;

/** Values of this package whose bytes are golden. */
public final class GoldenRule implements GoldenSamples {

    /** Rules and routing that came. */
    static RuleUpdate update(String routing) {
        return new RuleUpdate(
                "s-1",
                new RuleTexts(
                        Map.of("b.yaml", "rules: []", "a.yaml", "# 规则"),
                        Map.of("GRAFANA_URL", "http://g"),
                        "rules/alert-routing.yaml",
                        routing));
    }

    @Override
    public List<Sample<?>> all() {
        return List.of(
                new Sample<>(RuleUpdateCodec.INSTANCE, "routed", update("routes: []")),
                new Sample<>(RuleUpdateCodec.INSTANCE, "unrouted", update(null)));
    }
}
