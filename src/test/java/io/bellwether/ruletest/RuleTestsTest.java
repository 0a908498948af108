package io.bellwether.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.yaml.YamlProblem;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class RuleTestsTest {

    /** The third example of the rule format's description, with the values of its test. */
    private static final String RULES = """
        group: test
        rules:
          - uid: queue-backlog
            title: "Backlog of {{labels.queue}}"
            owner: ops
            metric: queue.expected_wait_s
            by: [queue]
            window: {size: 5m, every: 1m}
            min_samples: 5
            levels:
              - {severity: warning, op: ">", value: 300, recover: 200, for: 10m}
              - {severity: page, op: ">", value: 900, recover: 500, for: 10m}
            keep_firing_for: 5m
            no_data: {after: 15m, action: alert, severity: warning}
            runbook: wiki
            annotations: {summary: "waits {{value|duration}}"}
          - uid: nobody-asks
            title: t
            metric: queue.waiting
            by: [queue]
            levels: [{severity: info, op: ">", value: 1}]
            annotations: {summary: s}
        """;

    private static final String ROUTES = """
        receivers:
          - {name: hook, type: webhook, url: "https://hooks.example/cs", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
          - {name: pager, type: webhook, url: "https://hooks.example/p", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
        routes:
          - {match: {severity: page}, receiver: pager}
          - {match: {}, receiver: hook}
        """;

    private static final String INPUT =
            "{series: {metric: queue.expected_wait_s, queue: vip}, values: '100x4 400x15 250x5 150x10'}";

    @TempDir
    private Path folder;

    private final List<YamlProblem> problems = new ArrayList<>();

    private RuleTests read(String text) throws Exception {
        Files.writeString(folder.resolve("a.test.yaml"), text);
        Files.writeString(folder.resolve("notes.yaml"), "no test");
        RuleSet rules = RuleSet.parse("rules.yaml", RULES);
        return RuleTests.read(folder, rules, Routing.parse("routes", ROUTES, Variables.ofEnvironment()), problems);
    }

    private static String test(String expected) {
        return """
            tests:
              - name: it fires
                start: 2026-03-02T09:00:00+08:00
                input: [%s]
                %s
            """.formatted(INPUT, expected);
    }

    private RuleTests.Result run(String expected) throws Exception {
        RuleTests tests = read(test(expected));
        assertThat(problems).isEmpty();
        return tests.run(tests.tests().get(0), events -> {
            throw new AssertionError("there are no events");
        });
    }

    private static final String LATE = """
        group: late
        rules:
          - uid: late
            title: "{{case}} is late"
            signal: sla.breached
            where: {queue: [vip]}
            severity: warning
            limits: {max_series: 1}
            annotations: {summary: "{{case}} of {{source}} took {{consumed|duration}}"}
        """;

    private RuleTests late(String input) throws Exception {
        Files.writeString(folder.resolve("late.test.yaml"), """
            tests:
              - name: it is late
                input: [%s]
                transitions: [{uid: late, labels: {queue: vip}, sequence: [{transition: firing, at: 5m}, {transition: resolved, at: 7m, reason: fulfilled}]}]
            """.formatted(input));
        return RuleTests.read(
                folder,
                RuleSet.parse("late.yaml", LATE),
                Routing.parse("routes", ROUTES, Variables.ofEnvironment()),
                problems);
    }

    @Test
    void signalsAreGivenInOrderOfTimeWhateverTheyAreWrittenIn() throws Exception {
        RuleTests tests = late("""
                {signal: {is: sla.fulfilled, case: T-1, clock: first_reply, queue: vip}, at: 7m},
                {signal: {is: sla.breached, case: T-1, clock: first_reply, queue: vip}, at: 5m, target: 3m, consumed: 3m}""");
        assertThat(problems).isEmpty();
        assertThat(tests.run(tests.tests().get(0), events -> List.of()).failures())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {signal: {is: sla.breachd, case: T-1, queue: vip}, at: 5m}             | there is no signal sla.breachd; did you mean sla.breached
                {signal: {is: sla.breached, case: T-1, queue: web}, at: 5m}            | no alert of any rule begins or ends with such a signal
                {signal: {is: case.angry_customer, case: T-1, queue: vip}, at: 5m}     | no alert of any rule begins or ends with such a signal
                {signal: {is: sla.breached, queue: vip}, at: 5m}                       | the id of a case
                {signal: {is: sla.breached, case: T-1, queue: vip}}                    | must be a time since the start
                {signal: {is: sla.breached, case: T-1, queue: vip}, at: 5m, level: -1} | must be a number from 0
                {signal: {is: sla.breached, case: T-1, queue: vip}, at: 5m, value: 3}  | unknown key
                """)
    void aSignalThatCannotBeIsAProblem(String input, String problem) throws Exception {
        late(input);
        assertThat(problems).extracting(YamlProblem::message).anyMatch(message -> message.contains(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                14m | []
                15m | [{labels: {queue: vip}, severity: warning, state: firing}]
                22m | [{labels: {queue: vip}}]
                31m | [{title: Backlog of vip, text: waits 6 min 40 s}]
                33m | []
                """)
    void whatFiresAtAMoment(String at, String alerts) throws Exception {
        assertThat(run("expect: [{at: " + at + ", uid: queue-backlog, alerts: " + alerts + "}]")
                        .failures())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                14m | [{}]
                15m | []
                15m | [{severity: page}]
                15m | [{labels: {queue: other}}]
                15m | [{}, {}]
                15m | [{title: another}]
                """)
    void whatIsOtherwiseFails(String at, String alerts) throws Exception {
        assertThat(run("expect: [{at: " + at + ", uid: queue-backlog, alerts: " + alerts + "}]")
                        .failures())
                .singleElement()
                .asString()
                .startsWith("line 5: at " + at + " of queue-backlog must fire: ");
    }

    /** Whichever stands first, and whichever alert would do for it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                [{severity: warning}, {labels: {queue: vip}}]
                [{labels: {queue: vip}}, {severity: warning}]
                [{}, {labels: {queue: web}}]
                [{}, {labels: {queue: vip}}]
                """)
    void eachAlertIsOneOfThoseThatFire(String alerts) throws Exception {
        String two = INPUT + ", " + INPUT.replace("vip", "web");
        RuleTests tests = read(test("expect: [{at: 15m, uid: queue-backlog, alerts: " + alerts + "}]")
                .replace(INPUT, two));
        assertThat(problems).isEmpty();
        assertThat(tests.run(tests.tests().get(0), events -> List.of()).failures())
                .isEmpty();
    }

    @Test
    void aFailureTellsWhatHappened() throws Exception {
        assertThat(run("expect: [{at: 33m, uid: queue-backlog, alerts: [{severity: page}]}]")
                        .failures())
                .containsExactly("line 5: at 33m of queue-backlog must fire: page {}; fires: nothing; told until then: "
                        + "firing warning (crossed) at 15m, resolved warning (recovered) at 32m");
    }

    @Test
    void theWholeCourse() throws Exception {
        assertThat(run("transitions: [{uid: queue-backlog, labels: {queue: vip}, sequence: [firing, resolved]}]")
                        .failures())
                .isEmpty();
        assertThat(run("transitions: [{uid: queue-backlog, sequence: [{transition: firing, at: 15m, severity: warning,"
                                + " reason: crossed}, {transition: resolved, at: 32m}]}]")
                        .failures())
                .isEmpty();
        assertThat(run("transitions: [{uid: queue-backlog, sequence: [firing, {transition: resolved, at: 31m}]}]")
                        .failures())
                .containsExactly(
                        "line 5: of queue-backlog must be told: firing, resolved at 31m; is told: firing warning"
                                + " (crossed) at 15m, resolved warning (recovered) at 32m");
        assertThat(run("transitions: [{uid: queue-backlog, labels: {queue: other}, sequence: []}]")
                        .failures())
                .isEmpty();
    }

    @Test
    void whoIsTold() throws Exception {
        assertThat(run("notifications: [{receiver: hook, count: 2}, {receiver: pager, count: 0}]")
                        .failures())
                .isEmpty();
        assertThat(run("notifications: [{receiver: pager, count: 2}]").failures())
                .containsExactly("line 5: pager must be told of 2 changes and is told of 0");
        assertThat(run("notifications: [{receiver: hook, count: 3}]").failures())
                .containsExactly("line 5: hook must be told of 3 changes and is told of 2: 2 of queue-backlog");
    }

    @Test
    void gapsAndFewSamplesNeitherFireNorResolve() throws Exception {
        RuleTests tests = read("""
            tests:
              - name: gaps
                start: 2026-03-02T09:00:00Z
                input: [{series: {metric: queue.expected_wait_s, queue: a}, values: '400x11 _x4 100x2 100x9', samples: '5x15 4x2 5x9'}]
                transitions: [{uid: queue-backlog, sequence: [{transition: firing, at: 10m}, {transition: resolved, at: 24m}]}]
            """);
        assertThat(problems).isEmpty();
        assertThat(tests.run(tests.tests().get(0), events -> List.of()).failures())
                .isEmpty();
    }

    @Test
    void silenceIsAnAlertWhereARuleSaysSo() throws Exception {
        RuleTests tests = read("""
            tests:
              - name: silence
                start: 2026-03-02T09:00:00Z
                input: [{series: {metric: queue.expected_wait_s, queue: a}, values: '100x4 _x20 100x9'}]
                expect:
                  - at: 25m
                    uid: queue-backlog
                    alerts:
                      - {labels: {queue: a}, severity: warning, title: "No data: Backlog of a",
                         text: "Nothing to go by for 15 min: silence, or too few values."}
                transitions:
                  - uid: queue-backlog
                    sequence:
                      - {transition: firing, at: 20m, severity: warning, reason: no_data}
                      - {transition: resolved, at: 30m, reason: recovered}
            """);
        assertThat(problems).isEmpty();
        assertThat(tests.run(tests.tests().get(0), events -> List.of()).failures())
                .isEmpty();
    }

    @Test
    void ofARuleWithALimitTheRestIsOneAlert() throws Exception {
        RuleSet rules = RuleSet.parse("rules.yaml", """
            rules:
              - {uid: full, title: "{{labels.queue}} is full", owner: ops, metric: queue.waiting, by: [queue], severity: warning,
                 op: ">", value: 9, limits: {max_series: 1}, annotations: {summary: s}}
            """);
        Files.writeString(folder.resolve("limit.test.yaml"), """
            tests:
              - name: two are full
                start: 2026-03-02T09:00:00Z
                input:
                  - {series: {metric: queue.waiting, queue: a}, values: '0 10x9 0x5'}
                  - {series: {metric: queue.waiting, queue: b}, values: '0x3 10x20'}
                expect:
                  - {at: 2m, uid: full, alerts: [{labels: {queue: a}}]}
                  - {at: 5m, uid: full, alerts: [{labels: {queue: a}}, {title: Rule full has more alerts than its limit}]}
                  - {at: 12m, uid: full, alerts: [{labels: {queue: b}}]}
            """);
        RuleTests tests =
                RuleTests.read(folder, rules, Routing.parse("routes", ROUTES, Variables.ofEnvironment()), problems);
        assertThat(problems).isEmpty();
        assertThat(tests.run(tests.tests().get(0), events -> List.of()).failures())
                .isEmpty();
    }

    /** All is late from 10:00 on, a tenth of the budget of a week is gone by 4 h at 4.2, and the short window ends it. */
    @Test
    void burnRatesCountWhatIsGiven() throws Exception {
        RuleSet rules = RuleSet.parse("rules.yaml", """
            group: test
            rules:
              - uid: burns
                title: burns
                owner: ops
                by: [queue]
                where: {clock: first_reply}
                burn_rate:
                  good: sla.met
                  total: [sla.met, sla.breached]
                  objective: 90%
                  period: 7d
                  pairs: [{severity: page, long: 4h, short: 20m, budget: 10%}]
                runbook: wiki
                annotations: {summary: "{{value}}"}
              - uid: fills
                title: fills
                owner: ops
                metric: queue.waiting
                by: [queue]
                window: {size: 1m, every: 1m}
                forecast: {over: 30m, within: 1h}
                levels: [{severity: warning, op: ">", value: 100}]
                annotations: {summary: "{{now}}"}
            """);
        Files.writeString(folder.resolve("a.test.yaml"), """
            tests:
              - name: burns
                start: 2026-03-02T06:00:00Z
                interval: 5m
                input:
                  - {series: {metric: sla.met, queue: a, clock: first_reply}, values: '10x47 0x23 10x20'}
                  - {series: {metric: sla.breached, queue: a, clock: first_reply}, values: '0x47 10x23 0x20'}
                expect: [{at: 5h, uid: burns, alerts: []}, {at: 5h55m, uid: burns, alerts: [{severity: page}]}]
                transitions: [{uid: burns, sequence: [firing, resolved]}]
              - name: fills
                input: [{series: {metric: queue.waiting, queue: a}, values: '10x30 10+1x40'}]
                expect: [{at: 30m, uid: fills, alerts: []}, {at: 1h10m, uid: fills, alerts: [{severity: warning}]}]
            """);
        RuleTests tests =
                RuleTests.read(folder, rules, Routing.parse("routes", ROUTES, Variables.ofEnvironment()), problems);
        assertThat(problems).isEmpty();
        for (RuleTest test : tests.tests()) {
            assertThat(tests.run(test, events -> List.of()).failures()).isEmpty();
        }
    }

    @Test
    void knowsWhatNobodyTests() throws Exception {
        assertThat(read(test("expect: [{at: 1m, uid: queue-backlog, alerts: []}]"))
                        .untested())
                .containsExactly("nobody-asks");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                expect: [{at: 1m, uid: queue-backlok, alerts: []}] | there is no rule queue-backlok; did you mean queue-backlog?
                expect: [{at: soon, uid: queue-backlog, alerts: []}] | must be a duration
                expect: [{at: 1m, uid: queue-backlog}] | write alerts: [] where nothing may fire
                expect: [{at: 1m, uid: queue-backlog, alerts: [{state: pending}]}] | must be firing
                expect: [{at: 1m, uid: queue-backlog, alerts: [{severity: bad}]}] | must be one of
                transitions: [{uid: queue-backlog, sequence: [fired]}] | must be one of firing, severity_changed, resolved, not fired
                notifications: [{receiver: hok, count: 1}] | no receiver hok; did you mean hook?
                expect: [{at: 99999999d, uid: queue-backlog, alerts: []}] | at most 400d
                expects: [] | a test that expects nothing cannot fail
                """)
    void whatIsWrongIsToldWithItsPlace(String expected, String message) throws Exception {
        read(test(expected));

        assertThat(problems).anyMatch(problem -> problem.message().contains(message) && problem.line() >= 2);
    }

    @Test
    void timesThatNobodyLivesToSeeAreRefused() throws Exception {
        read("""
            tests:
              - name: a
                start: +999999999-01-01T00:00:00Z
                interval: 99999999d
                input: [{series: {metric: queue.waiting, queue: vip}, values: 1}]
                expect: [{at: 1m, uid: queue-backlog, alerts: []}]
            """);

        assertThat(problems)
                .extracting(YamlProblem::message)
                .anyMatch(text -> text.startsWith("must be a time such as"))
                .anyMatch(text -> text.startsWith("must be at most 400d"));
    }

    /** Each window end of it would be looked at. */
    @Test
    void valuesThatLastForAgesAreRefused() throws Exception {
        read("""
            tests:
              - name: a
                interval: 30d
                input: [{series: {metric: queue.waiting, queue: vip}, values: 1x100000}]
                transitions: [{uid: nobody-asks, sequence: []}]
            """);

        assertThat(problems)
                .singleElement()
                .matches(problem -> problem.line() == 4
                        && problem.message().equals("last for 3000030d; a test lasts at most 400d"));
    }

    @Test
    void aSeriesMustBeOneThatThereIs() throws Exception {
        read("""
            rules: [rulez.yaml]
            tests:
              - name: a
                input:
                  - {series: {metric: queue.expected_wait, queue: vip}, values: 1}
                  - {series: {metric: sla.attainment, queue: vip}, values: 1}
                  - {series: {metric: queue.waiting, queue: vip}, values: '1x3', samples: '1x1'}
                  - {series: {metric: queue.waiting, queue: vip}, values: many}
                events: gone.jsonl
                expect: [{at: 1m, uid: queue-backlog, alerts: []}]
            """);

        assertThat(problems)
                .extracting(YamlProblem::message)
                .anyMatch(text -> text.startsWith("there is no file rulez.yaml with rules; did you mean rules.yaml?"))
                .anyMatch(text -> text.startsWith("there is no metric queue.expected_wait; did you mean"))
                .anyMatch(text -> text.startsWith("missing; sla is kept for each clock by itself"))
                .anyMatch(text -> text.startsWith("are 2, and 4 values"))
                .anyMatch(text -> text.startsWith("must be values such as"))
                .anyMatch(text -> text.contains("gone.jsonl"))
                .anyMatch(text -> text.startsWith("stand beside input"));
    }

    /** What no rule reads and no alert has cannot be right or wrong. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {metric: queue.waiting, quue: vip}     | {}           | no rule reads queue.waiting by [quue], but by [queue]
                {metric: queue.offered, queue: vip}    | {}           | no rule reads queue.offered, so nothing can come of it
                {metric: queue.waiting, queue: vip}    | {quue: vip}  | alerts of queue-backlog have no label quue; did you mean queue?
                """)
    void whatCannotFailIsRefused(String series, String labels, String message) throws Exception {
        read("""
            tests:
              - name: a
                input: [{series: %s, values: '1x9'}]
                expect: [{at: 1m, uid: queue-backlog, alerts: [{labels: %s}]}]
                transitions: [{uid: queue-backlog, labels: %s, sequence: []}]
            """.formatted(series, labels, labels));

        assertThat(problems).isNotEmpty().allMatch(problem -> problem.message().startsWith(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                [] | missing; a test has an input of series or signals, or events
                [{series: {metric: queue.waiting, queue: vip}, values: '5x3', samples: -3} ] | must be whole numbers from 0 on
                [{series: {metric: queue.waiting, queue: vip}, values: '5x3', samples: _}] | must be whole numbers from 0 on
                [{series: {metric: queue.waiting, queue: vip}, values: '5x3', samples: 9 9.5 9 9}] | must be whole numbers from 0 on
                """)
    void whatNothingCanComeOfIsRefused(String input, String message) throws Exception {
        read("""
            tests:
              - name: a
                input: %s
                transitions: [{uid: nobody-asks, sequence: []}]
            """.formatted(input));

        assertThat(problems).singleElement().matches(problem -> problem.message()
                .startsWith(message));
    }

    @Test
    void aSeriesIsGivenOnce() throws Exception {
        read("""
            tests:
              - name: a
                input:
                  - {series: {metric: queue.waiting, queue: vip}, values: '1x9'}
                  - {series: {metric: queue.waiting, queue: web}, values: '1x9'}
                  - {series: {queue: vip, metric: queue.waiting}, values: '2x9'}
                transitions: [{uid: nobody-asks, sequence: []}]
            """);

        assertThat(problems)
                .singleElement()
                .matches(problem -> problem.line() == 6 && problem.message().startsWith("stands here twice"));
    }

    @Test
    void buildServersReadTheResults() throws Exception {
        RuleTests.Result good = run("expect: [{at: 15m, uid: queue-backlog, alerts: [{}]}]");
        RuleTests.Result bad = run("expect: [{at: 15m, uid: queue-backlog, alerts: []}]");
        StringWriter out = new StringWriter();

        JUnitXml.write(List.of(good, bad), out);

        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(out.toString())))
                .getDocumentElement();
        assertThat(root.getAttribute("tests")).isEqualTo("2");
        assertThat(root.getAttribute("failures")).isEqualTo("1");
        assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(2);
        Element failure = (Element) root.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).startsWith("line 5: at 15m of queue-backlog must fire: nothing");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("it fires");
    }
}
