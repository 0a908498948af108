package io.bellwether.platform;

import io.bellwether.event.Dimensions;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a platform's file (docs/platforms.md) and names everything that is wrong with it. One parser per file. */
final class PlatformParser {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final String USUAL_ZONE = "Asia/Shanghai";
    private static final int MOST_EXEMPT = 1_000;
    /** As many levels as severities of {@code platform.at_risk} are given to. */
    private static final int MOST_WARNINGS = 3;

    private final List<YamlProblem> problems = new ArrayList<>();

    /**
     * Reads a file.
     *
     * @param stem the file's name without its ending, which has to be the platform's
     */
    static Platform parse(String file, String stem, String text) throws PlatformException {
        PlatformParser parser = new PlatformParser();
        YamlMap root = YamlMap.root(file, text, parser.problems, Placeholders::literal);
        Platform platform = root == null ? null : parser.platform(root, stem);
        if (!parser.problems.isEmpty()) {
            throw new PlatformException(parser.problems);
        }
        return platform;
    }

    private Platform platform(YamlMap root, String stem) {
        String name = root.required("platform", "the name that settings and metrics use");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            root.error("platform", "must be a name of small letters, digits and _");
        } else if (!name.isEmpty() && !name.equals(stem)) {
            root.error("platform", "must be the name of the file, which is " + stem + ": settings name files by it");
        }
        String title = root.text("title", name);
        ZoneId zone = root.zone("zone", USUAL_ZONE);
        Map<String, Set<String>> match = match(root.section("match"));
        if (match.isEmpty()) {
            root.error(
                    "match",
                    "names no field, so every chat would be of this platform; write match: {source: [" + name + "]}");
        }
        Set<String> sources = new TreeSet<>(root.textByName("sources").keySet());
        List<PlatformRules> versions = versions(root, sources);
        root.value("x-shared");
        root.done();
        return new Platform(name, title, zone, match, versions);
    }

    private static Map<String, Set<String>> match(YamlMap map) {
        Map<String, Set<String>> match = new LinkedHashMap<>();
        for (String field : map.names()) {
            Set<String> known = new TreeSet<>(Dimensions.COMMON);
            known.add(Platform.SOURCE);
            if (!NAME.matcher(field).matches()) {
                map.error(field, "is no field of events" + Nearest.hint(field, known));
            } else if (!known.contains(field) && !Nearest.hint(field, known).isEmpty()) {
                map.error(field, "is no field that every event may have" + Nearest.hint(field, known));
            }
            Set<String> values = new HashSet<>(map.words(field));
            if (values.isEmpty()) {
                map.error(field, "lists no value");
            }
            match.put(field, values);
        }
        return match;
    }

    private List<PlatformRules> versions(YamlMap root, Set<String> sources) {
        List<PlatformRules> versions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap map : root.maps("versions")) {
            PlatformRules rules = rules(map, sources);
            if (!rules.version().isEmpty() && !names.add(rules.version())) {
                map.error("version", "has the name of an earlier one; give each its own");
            }
            if (!versions.isEmpty()
                    && rules.validFrom() <= versions.get(versions.size() - 1).validFrom()) {
                map.error("valid_from", "must be later than that of the version before it: the newest stands last");
            }
            versions.add(rules);
        }
        if (versions.isEmpty()) {
            root.error("versions", "lists none; write one with version, valid_from and indicators");
        }
        return versions;
    }

    private PlatformRules rules(YamlMap map, Set<String> sources) {
        String version = map.required("version", "a name for these rules, such as the month from which they hold");
        long validFrom =
                day(map.required("valid_from", "the first day that they are for: 2023-06-01"), map, "valid_from");
        YamlMap replies = map.sectionOrDefaults("replies");
        boolean assisted = replies.flag("assisted", true);
        boolean instant = replies.flag("instant", true);
        replies.done();
        String transfer = map.text("transfer", "moves");
        if (!transfer.equals("moves") && !transfer.equals("leaves")) {
            map.error(
                    "transfer",
                    "must be moves (the round goes along) or leaves (it stays with the first account, unanswered), not "
                            + transfer);
        }
        PlatformRules rules = new PlatformRules(
                version,
                validFrom,
                assisted,
                instant,
                transfer.equals("leaves"),
                map.duration("reopen_within", 0),
                warnings(map),
                exempt(map),
                indicators(map, sources));
        map.done();
        return rules;
    }

    private static long day(String text, YamlMap map, String key) {
        try {
            return text.isEmpty() ? 0 : LocalDate.parse(text).toEpochDay();
        } catch (DateTimeException e) {
            map.error(key, "must be a day such as 2023-06-01, not " + text);
            return 0;
        }
    }

    private static List<Long> warnings(YamlMap map) {
        List<Long> warnings = new ArrayList<>();
        for (YamlValue item : map.list("warn_at")) {
            long millis = item.duration(0);
            if (millis <= (warnings.isEmpty() ? 0 : warnings.get(warnings.size() - 1))) {
                item.error("must be longer than the one before it: the shortest stands first");
            } else if (warnings.size() == MOST_WARNINGS) {
                item.error("is one too many: rules know three levels");
            } else {
                warnings.add(millis);
            }
        }
        return warnings;
    }

    private static Set<Long> exempt(YamlMap map) {
        Set<Long> days = new TreeSet<>();
        for (YamlValue item : map.list("exempt")) {
            String[] ends = item.text("").split("\\.\\.", -1);
            try {
                long first = LocalDate.parse(ends[0]).toEpochDay();
                long last = LocalDate.parse(ends[ends.length - 1]).toEpochDay();
                if (ends.length > 2 || last < first || last - first > MOST_EXEMPT) {
                    item.error("must be a day, or the first and the last day of at most " + MOST_EXEMPT);
                    continue;
                }
                for (long day = first; day <= last; day++) {
                    days.add(day);
                }
            } catch (DateTimeException e) {
                item.error("must be a day such as 2026-02-17, or 2026-02-16..2026-02-22");
            }
        }
        return days;
    }

    private List<Indicator> indicators(YamlMap map, Set<String> sources) {
        List<Indicator> indicators = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int means = 0;
        for (YamlMap each : map.maps("indicators")) {
            Indicator indicator = IndicatorParser.parse(each, sources);
            if (!indicator.id().isEmpty() && !ids.add(indicator.id())) {
                each.error("id", "has the id of an earlier one; give each its own");
            }
            means += indicator.figure() == Figure.MEAN_WITHIN ? 1 : 0;
            if (indicator.figure() == Figure.MEAN_WITHIN && means > 1) {
                each.error("figure", "can be mean_within of one indicator of a version only");
            }
            indicators.add(indicator);
        }
        if (indicators.isEmpty()) {
            map.error("indicators", "lists none; a version without indicators counts nothing");
        }
        return indicators;
    }
}
