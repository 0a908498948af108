package io.bellwether.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.RejectionReason;
import io.bellwether.metric.Metric;
import io.bellwether.sla.ClockKind;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who writes a dashboard down hears of everything that is wrong, and where. */
class BoardReaderTest {

    private final Common common = Common.read(new Sources());

    @Test
    void saysWhatIsWrong() {
        assertThat(problems("""
                uid: bellwether-x
                title: {en: X, zh: 某}
                description: {en: X}
                refresh: 10s
                from: now-1h
                panels:
                  - kind: pie
                    title: {en: Waiting, zh: 排队}
                    unit: short
                    query: SELECT "waiting" FROM "queue" WHERE {queues}
                    colour: red
                """))
                .containsExactlyInAnyOrder(
                        "description.zh: missing; the Chinese text",
                        "panels[0].kind: must be one of [STAT, ROWS, LINES, AREA, BARS, STACK, TABLE, FIRING, FIRING_LARGE, FIRING_COUNT]",
                        "panels[0].colour: unknown key");
    }

    private List<String> problems(String text) {
        List<YamlProblem> problems = new ArrayList<>();
        new BoardReader(common).read("x", YamlMap.root("x.yaml", text, problems));
        return problems.stream()
                .map(problem -> problem.field() + ": " + problem.message().replaceFirst("^(unknown key).*", "$1"))
                .toList();
    }

    @Test
    void partsOfQueriesAreFilledIn() {
        assertThat(common.whole("WHERE {all} GROUP BY {step}"))
                .isEqualTo("WHERE $timeFilter AND \"rollup\" = 'all' GROUP BY time($__interval)");
    }

    /** A new clock, or a new reason, has a name in both languages. */
    @Test
    void valuesOfTagsHaveNames() {
        assertThat(common.names().get("clock").keySet()).containsExactlyElementsOf(ClockKind.wireNames());
        assertThat(common.names().get("reason").keySet())
                .containsAll(
                        Arrays.stream(RejectionReason.values()).map(Enum::name).toList());
    }

    @Test
    void descriptionsBeginWithTheMeaning() {
        Metric waiting = Metric.byFullName("queue.waiting");
        Bilingual note = new Bilingual("Now.", "当前。");
        assertThat(common.description(List.of(waiting), note, BoardLanguage.EN))
                .isEqualTo("queue.waiting: " + waiting.meaning() + "\nNow.");
        assertThat(common.description(List.of(waiting), note, BoardLanguage.ZH))
                .startsWith("排队人数（queue.waiting）：")
                .endsWith("\n当前。");
    }
}
