package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.CaseStory;
import io.bellwether.event.Status;
import io.bellwether.sla.ClockKind;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.RunningClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the page: each in both languages, and none that is asked for is missing. */
class ConsoleWordsTest {

    private static final Pattern ENTRY =
            Pattern.compile("([a-zA-Z0-9_]+): \\['((?:[^'\\\\]|\\\\.)+)',\\s+'((?:[^'\\\\]|\\\\.)+)'\\]");
    private static final Pattern ASKED = Pattern.compile("\\b(?:w|fact|big)\\('([a-zA-Z0-9_]+)'");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final List<String> PAGES = List.of(
            "app.js",
            "wallboard.js",
            "clocks.js",
            "alerts.js",
            "case.js",
            "plan.js",
            "rules.js",
            "editor.js",
            "trial.js",
            "store.js");
    /** What is asked for by the value of a variable, beside what enums name. */
    private static final List<String> BY_VARIABLE = List.of(
            "board clocks alerts case plan rules",
            "state severity rule condition lastValue place t_firing t_severity_changed t_resolved",
            "agg_max agg_min agg_avg from_below from_above from_both scoreOf spreads",
            "check download putBack episodesHead pages flaps stillOpen typical reading replaying",
            "interval forecast band came requiredPlan staffedPlan needed there missing queue lately missingAhead firstMissing",
            "connecting away awayLong behind behindLong notLoaded notLoadedLong storeAway storeAwayLong",
            "topicUnread topicUnreadLong topicMissing topicMissingLong",
            "left case clock queue tier agent consumed why",
            "show within system backHours",
            "risk1 risk2 bot page warning info told held_");

    private static String file(String name) throws IOException {
        try (var in = Assets.class.getResourceAsStream("web/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, List<String>> words() throws IOException {
        Map<String, List<String>> words = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(file("words.js"));
        while (entry.find()) {
            assertThat(words.put(entry.group(1), List.of(entry.group(2), entry.group(3))))
                    .as(entry.group(1))
                    .isNull();
        }
        return words;
    }

    @Test
    void everyWordThatIsAskedForIsThere() throws IOException {
        Set<String> asked = new TreeSet<>(ClockKind.wireNames());
        for (String page : PAGES) {
            Matcher word = ASKED.matcher(file(page));
            while (word.find()) {
                asked.add(word.group(1));
            }
        }
        BY_VARIABLE.forEach(words -> asked.addAll(List.of(words.split(" ", -1))));
        asked.addAll(lowerCase(Status.values()));
        asked.addAll(lowerCase(RunningClock.State.values()));
        Stream.of(ClockView.Verdict.values()).map(Enum::name).forEach(asked::add);
        Stream.of(CaseStory.Why.values())
                .filter(why -> why != CaseStory.Why.EVENT && why != CaseStory.Why.CLOCK)
                .map(Enum::name)
                .forEach(asked::add);
        assertThat(asked).hasSizeGreaterThan(60);
        assertThat(words().keySet()).containsAll(asked);
    }

    private static List<String> lowerCase(Enum<?>[] all) {
        return Stream.of(all).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    }

    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        words().forEach((name, both) -> {
            assertThat(places(both.get(1))).as(name).isEqualTo(places(both.get(0)));
            assertThat(both.get(1)).as(name).doesNotContain("警报");
        });
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            places.add(place.group());
        }
        return places;
    }
}
