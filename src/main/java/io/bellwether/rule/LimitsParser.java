package io.bellwether.rule;

import io.bellwether.yaml.YamlMap;

/** Reads how many alerts of a rule may be open at once. */
final class LimitsParser {

    private static final String KEY = "limits";

    private LimitsParser() {}

    /**
     * So many; 0 for any number.
     *
     * @param fallback where the rule, or the file's defaults, do not say
     */
    static int parse(YamlMap map, int fallback) {
        YamlMap limits = map.map(KEY);
        if (limits == null) {
            return fallback;
        }
        limits.required("max_series", "how many series may have an open alert at once, such as 50");
        long most = limits.whole("max_series", 1);
        limits.done();
        if (most < 1 || most > Integer.MAX_VALUE) {
            limits.error("max_series", "must be 1 or more, not " + most);
            return fallback;
        }
        return (int) most;
    }
}
