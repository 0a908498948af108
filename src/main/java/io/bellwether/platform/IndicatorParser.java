package io.bellwether.platform;

import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one indicator of a platform's file. */
final class IndicatorParser {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_.]*");
    private static final Pattern HOURS = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");
    private static final int MINUTE = 60_000;
    private static final int DAY = 24 * 60 * MINUTE;
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final YamlMap map;

    private IndicatorParser(YamlMap map) {
        this.map = map;
    }

    /** @param sources what the file names as sources */
    static Indicator parse(YamlMap map, Set<String> sources) {
        return new IndicatorParser(map).indicator(sources);
    }

    private Indicator indicator(Set<String> sources) {
        String id = map.required("id", "the tag in metrics, such as cn.round_within_3m");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            map.error("id", "must be of small letters, digits, points and _");
        }
        String source = map.required("source", "who says so: one of sources, " + String.join(", ", sources));
        if (!source.isEmpty() && !sources.contains(source)) {
            map.error("source", "is none of sources, " + String.join(", ", sources) + Nearest.hint(source, sources));
        }
        Unit unit = word("unit", Unit.values(), Unit::wireName);
        Figure figure = word("figure", Figure.values(), Figure::wireName);
        if (unit != null && figure != null && !figure.units().contains(unit)) {
            map.error(
                    "figure",
                    figure.wireName() + " is said of "
                            + String.join(
                                    ", ",
                                    figure.units().stream().map(Unit::wireName).toList()) + ", not of "
                            + unit.wireName());
        }
        Figure known = figure == null ? Figure.ANSWERED : figure;
        int[] hours = hours();
        Indicator indicator = new Indicator(
                id,
                map.text("title", id),
                source,
                unit == null ? Unit.ROUND : unit,
                known,
                limit(known),
                fromHandoff(unit, known),
                hours[0],
                hours[1],
                map.flag("answered_inside", false),
                days());
        map.done();
        return indicator;
    }

    private <E extends Enum<E>> E word(String key, E[] all, Function<E, String> name) {
        String text = map.required(key, "one of " + String.join(", ", names(all, name)));
        for (E one : all) {
            if (name.apply(one).equals(text)) {
                return one;
            }
        }
        if (!text.isEmpty()) {
            List<String> names = names(all, name);
            map.error(key, "must be one of " + String.join(", ", names) + ", not " + text + Nearest.hint(text, names));
        }
        return null;
    }

    private static <E> List<String> names(E[] all, Function<E, String> name) {
        return Arrays.stream(all).map(name).toList();
    }

    private long limit(Figure figure) {
        String key = figure.needsLimit() ? "within" : "cap";
        String other = figure.needsLimit() ? "cap" : "within";
        map.refuse(
                other,
                "belongs to " + (figure.needsLimit() ? "a mean; write within" : "within and mean_within")
                        + "; remove it");
        if (figure.needsLimit()) {
            if (!map.has(key)) {
                map.error(key, "missing; the time in which a reply has to come, such as 180s");
            }
            return Math.min(map.positive(key, 1), DAY);
        }
        if (!figure.isTime()) {
            map.refuse(key, "belongs to a mean; remove it");
            return Indicator.NO_LIMIT;
        }
        return map.has(key) ? Math.min(map.positive(key, 1), DAY) : Indicator.NO_LIMIT;
    }

    private boolean fromHandoff(Unit unit, Figure figure) {
        String from = map.text("from", "message");
        if (!from.equals("message") && !from.equals("handoff")) {
            map.error(
                    "from", "must be message (the customer's first) or handoff (the transfer to people), not " + from);
        } else if (from.equals("handoff") && (unit != Unit.SESSION || figure == Figure.MEAN_WITHIN)) {
            map.error("from", "is for sessions that are judged by their first reply; remove it");
        }
        return from.equals("handoff");
    }

    private int[] hours() {
        if (!map.has("hours")) {
            map.value("hours");
            return new int[] {0, DAY};
        }
        Matcher matcher = HOURS.matcher(map.text("hours", "").toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            int from = minutes(matcher.group(1), matcher.group(2));
            int until = minutes(matcher.group(3), matcher.group(4));
            if (from >= 0 && until >= 0 && until != from) {
                return new int[] {from * MINUTE, until * MINUTE};
            }
        }
        map.error(
                "hours",
                "must be hours of the day such as \"08:00-23:00\", or \"20:00-02:00\" over midnight; the whole day without it");
        return new int[] {0, DAY};
    }

    private static int minutes(String hours, String minutes) {
        int result = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        return Integer.parseInt(minutes) > 59 || result > 24 * 60 ? -1 : result;
    }

    private int days() {
        long days = map.whole("days", USUAL_DAYS);
        if (days < 1 || days > MOST_DAYS) {
            map.error("days", "must be 1 to " + MOST_DAYS + ", not " + days);
            return USUAL_DAYS;
        }
        return (int) days;
    }
}
