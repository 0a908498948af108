package io.bellwether.sla;

import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an {@code at_risk} of a policy or a target: {@code off}, or any of elapsed, left and left_share. */
final class AtRiskParser {
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)%");

    private AtRiskParser() {}

    /** @param fallback what holds where the key is missing */
    static AtRisk parse(YamlMap map, AtRisk fallback) {
        YamlValue value = map.value("at_risk");
        if (value == null) {
            return fallback;
        }
        if (value.isMap()) {
            return parts(value.map());
        }
        if (!value.text("").equals("off")) {
            value.error("must be off or a mapping of elapsed, left, left_share");
        }
        return AtRisk.NEVER;
    }

    private static AtRisk parts(YamlMap map) {
        AtRisk usual = AtRisk.DEFAULT;
        boolean named = map.has("left") || map.has("left_share");
        YamlValue elapsed = map.value("elapsed");
        YamlValue left = map.value("left");
        YamlValue leftShare = map.value("left_share");
        map.done();
        return new AtRisk(
                elapsed == null ? usual.elapsed() : share(elapsed),
                left != null ? millis(left) : named ? AtRisk.OFF : usual.left(),
                leftShare != null ? share(leftShare) : named ? AtRisk.OFF : usual.leftShare(),
                !named);
    }

    private static long millis(YamlValue value) {
        return value.text("").equals("off") ? AtRisk.OFF : PolicyParser.positive(value);
    }

    /** Millionths, of at most one. */
    private static int share(YamlValue value) {
        String text = value.text("");
        if (text.equals("off")) {
            return AtRisk.OFF;
        }
        Matcher matcher = SHARE.matcher(text);
        if (matcher.matches()) {
            long share = Math.round(Double.parseDouble(matcher.group(1)) * 10_000);
            if (share > 0 && share <= 1_000_000) {
                return (int) share;
            }
        }
        value.error("must be a share such as 75%, or off, not " + text);
        return AtRisk.OFF;
    }
}
