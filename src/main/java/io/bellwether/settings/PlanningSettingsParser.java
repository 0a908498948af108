package io.bellwether.settings;

import io.bellwether.plan.PlanningSettings;
import io.bellwether.staffing.QueueTerms;
import io.bellwether.staffing.ServiceTerms;
import io.bellwether.yaml.YamlMap;

/** Reads what {@code bellwether.yaml} says of the agents that queues are to have. */
final class PlanningSettingsParser {

    private PlanningSettingsParser() {}

    static PlanningSettings parse(YamlMap map) {
        PlanningSettings usual = PlanningSettings.DEFAULT;
        ServiceTerms others = QueueTerms.terms(map, usual.terms().others());
        PlanningSettings planning = new PlanningSettings(
                new QueueTerms(others, QueueTerms.named(map.sectionOrDefaults("queues"), QueueTerms.ofAll(others))),
                map.textOr("file", usual.file()),
                map.positive("ahead", usual.aheadMillis()),
                map.zone("zone", usual.zone().getId()),
                usual.book());
        map.done();
        return planning;
    }
}
