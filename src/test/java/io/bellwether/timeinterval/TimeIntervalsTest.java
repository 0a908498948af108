package io.bellwether.timeinterval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeIntervalsTest {

    private static final String GOOD = """
        time_intervals:
          support: {zone: Asia/Shanghai, days: [mon-fri, sun], times: ["08:00-12:00", "22:00-06:00"], except: [2026-10-01..2026-10-02, 2027-01-01]}
          weekend: {zone: UTC, days: sat-sun}
        """;

    private final List<YamlProblem> problems = new ArrayList<>();

    private TimeIntervals read(String yaml) {
        YamlMap root = YamlMap.root("alert-routing.yaml", yaml, problems);
        TimeIntervals read = TimeIntervals.of("alert-routing.yaml", root);
        root.done();
        return read;
    }

    @Test
    void readsDaysTimesAndDates() {
        TimeIntervals read = read(GOOD);

        assertThat(problems).isEmpty();
        assertThat(read.byName().get("support"))
                .isEqualTo(new TimeInterval(
                        "support",
                        ZoneId.of("Asia/Shanghai"),
                        Set.of(0, 1, 2, 3, 4, 6),
                        List.of(
                                new TimeInterval.Span(8 * 3_600_000, 12 * 3_600_000),
                                new TimeInterval.Span(22 * 3_600_000, 30 * 3_600_000)),
                        Set.of(
                                LocalDate.parse("2026-10-01").toEpochDay(),
                                LocalDate.parse("2026-10-02").toEpochDay(),
                                LocalDate.parse("2027-01-01").toEpochDay())));
        assertThat(read.byName().get("weekend").spans()).containsExactly(new TimeInterval.Span(0, 86_400_000));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        zone: Asia/Shanghai, -> zone: Asia/Shanghia, | alert-routing.yaml:2:19: error: time_intervals.support.zone: is no time zone: Asia/Shanghia; use a name such as
        zone: Asia/Shanghai, -> 'days': [mon],       | time_intervals.support.days: stands here twice
        zone: UTC,           -> times: "1:00-2:00",  | time_intervals.weekend.zone: missing; a name such as
        mon-fri              -> mon-fry              | time_intervals.support.days[0]: is no weekday; write mon,
        08:00-12:00          -> 8 to 12              | time_intervals.support.times[0]: must be hours such as "09:00-17:00", not 8 to 12
        08:00-12:00          -> 08:00-08:00          | must end at another time than it starts
        08:00-12:00          -> 24:00-06:00          | must end at another time than it starts
        08:00-12:00          -> 08:00-25:00          | has a time that no day has: 25:00
        2027-01-01           -> 2027-13-01           | time_intervals.support.except[1]: must be a date such as 2026-10-01, not 2027-13-01
        days: sat-sun        -> dais: sat-sun        | unknown key; known here: days, times, except, zone; did you mean days?
        , days: sat-sun      -> ``                   | time_intervals.weekend.times: missing; an interval has at least one of days, times and except
        days: sat-sun        -> days: []             | time_intervals.weekend.days: has nothing behind it
        weekend:             -> Week End:            | time_intervals.Week End: must be a name of a-z, 0-9, - and _
        """)
    void saysWhatIsWrongAndWhere(String change, String message) {
        String[] fromTo = change.split("->", 2);
        String to = fromTo[1].strip().replace("``", "");
        read(GOOD.replace(fromTo[0].strip(), to));

        assertThat(YamlProblem.lines(problems)).contains(message);
    }

    private List<String> lookUp(TimeIntervals intervals, String name) {
        List<YamlProblem> found = new ArrayList<>();
        YamlMap rule = YamlMap.root("chat.yaml", "active: " + name, found);
        TimeInterval interval = intervals.named(rule, "active");
        assertThat(interval == null).isEqualTo(!found.isEmpty());
        return found.stream().map(YamlProblem::toString).toList();
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThat(lookUp(read(GOOD), "weekend")).isEmpty();
        assertThat(lookUp(read(GOOD), "weekends"))
                .containsExactly("chat.yaml:1:9: error: active: there is no time interval weekends; time_intervals of"
                        + " alert-routing.yaml has support, weekend; did you mean weekend?");
        assertThat(lookUp(TimeIntervals.none("alert-routing.yaml"), "weekend"))
                .singleElement()
                .asString()
                .contains("define it under time_intervals of alert-routing.yaml, such as weekend: {zone:");
    }

    @Test
    void aFileThatCannotBeReadIsNamedByWhoeverLooksSomethingUp(@TempDir Path folder) throws IOException {
        assertThat(TimeIntervals.beside(folder, "alert-routing").byName()).isEmpty();

        Files.writeString(folder.resolve("Alert-Routing.yml"), GOOD + "receivers: [{name: '${X}'}]\n");
        assertThat(lookUp(TimeIntervals.beside(folder, "alert-routing"), "support"))
                .isEmpty();

        Files.writeString(folder.resolve("Alert-Routing.yml"), GOOD.replace("mon-fri", "mon-fry"));
        assertThat(lookUp(TimeIntervals.beside(folder, "alert-routing"), "support"))
                .singleElement()
                .asString()
                .contains("active: cannot be looked up: Alert-Routing.yml:2:")
                .contains("is no weekday");
    }
}
