package io.bellwether.notify;

import com.google.re2j.Pattern;
import io.bellwether.control.Matchers;
import io.bellwether.rule.Severity;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads conditions on alerts: labels, and the regular expressions that they must match. */
final class MatchParser {

    /** A dollar sign before a name, which ends nothing and so matches nothing. */
    private static final java.util.regex.Pattern VARIABLE =
            java.util.regex.Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\$[A-Za-z_{]");

    private final RoutingContext context;

    MatchParser(RoutingContext context) {
        this.context = context;
    }

    Map<String, Pattern> parse(YamlMap map) {
        Map<String, Pattern> match = new LinkedHashMap<>();
        for (String label : map.names()) {
            YamlValue value = map.value(label);
            known(label, map, label);
            if (value.isNull()) {
                value.error("has nothing behind it; write a regular expression, or \"\" for alerts without " + label);
                continue;
            }
            if (value.isMap() || value.isList()) {
                value.error("must be one regular expression, such as \"page|warning\"");
                continue;
            }
            String text = value.written("");
            try {
                match.put(label, Matchers.compile(text));
                requireSense(label, match.get(label), value);
            } catch (IllegalArgumentException e) {
                value.error(e.getMessage());
            }
        }
        return match;
    }

    /** What no alert can ever match is a mistake. */
    private void requireSense(String label, Pattern pattern, YamlValue value) {
        String text = pattern.pattern();
        if (text.startsWith("!")) {
            value.error("a ! does not negate a regular expression; write what is meant, or a route before this one");
        } else if (VARIABLE.matcher(text).find()) {
            value.error(
                    "no variable is replaced here, and nothing matches a $ before a letter; write the value itself");
        } else if (label.equals("severity")
                && Arrays.stream(Severity.values()).noneMatch(severity -> pattern.matcher(severity.wireName())
                        .matches())) {
            value.error("matches no severity; there are "
                    + Arrays.stream(Severity.values()).map(Severity::wireName).collect(Collectors.joining(", ")));
        } else if (label.equals("uid") && text.isEmpty()) {
            value.error("matches no alert: each has a uid; write one, or remove the condition");
        }
    }

    /** A label that no alert has is empty everywhere: as a condition, or in a group, it says nothing. */
    void known(String label, YamlMap map, String key) {
        if (context.labels().isEmpty() || label.equals("uid") || label.equals("severity")) {
            return;
        }
        if (!context.labels().contains(label)) {
            Set<String> all = new TreeSet<>(context.labels());
            all.addAll(List.of("uid", "severity"));
            map.error(
                    key,
                    "no alert has a label " + label + "; there are " + String.join(", ", all)
                            + Nearest.hint(label, all));
        }
    }
}
