package io.bellwether.settings;

import io.bellwether.cases.ForgetAfter;
import io.bellwether.yaml.YamlMap;

/** Reads what {@code bellwether.yaml} says of cases. */
final class CaseSettingsParser {

    private CaseSettingsParser() {}

    static ForgetAfter forget(YamlMap map, long lateness) {
        long closed = map.duration("closed_after", Math.max(ForgetAfter.DEFAULT.closedMillis(), lateness));
        if (closed < lateness) {
            map.error("closed_after", "must be at least the lateness: a late event may still correct the case");
        }
        ForgetAfter forget = new ForgetAfter(
                closed,
                map.duration("solved_after", ForgetAfter.DEFAULT.solvedMillis()),
                map.duration("silent_after", ForgetAfter.DEFAULT.silentMillis()));
        map.done();
        return forget;
    }
}
