package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellwether.alert.Transition;
import io.bellwether.rule.RuleAlerts;
import io.bellwether.rule.RuleSet;
import io.bellwether.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingParserTest {

    private static final Variables VARIABLES = Variables.of(Map.of("KEY", "geheim"));

    private static final RoutingContext CONTEXT =
            new RoutingContext(Set.of("queue", "tier"), alerts("queue-long", "queue-slow", "sla-breached"), true);

    /** Of rules that may give any severity and any queue and tier. */
    private static List<RuleAlerts> alerts(String... uids) {
        return Stream.of(uids)
                .map(uid -> new RuleAlerts(
                        uid, Set.of("page", "warning", "info"), Map.of(), Set.of("queue", "tier", "clock")))
                .toList();
    }

    /** Line 2 is the receiver, line 4 the route; the part in the table replaces one value of the good file. */
    private static final String GOOD = """
            receivers:
              - {name: hook, type: webhook, url: "https://a.example/x", secret: "${KEY}", format: standard-webhooks}
            routes:
              - {match: {severity: page}, receiver: hook, group_by: [queue], group_wait: 30s}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: hook               | name: Hook             | 2 | receivers[0].name         | a-z
            type: webhook            | type: pager            | 2 | receivers[0].type         | unknown type 'pager'
            type: webhook,           | ''                     | 2 | receivers[0].type         | missing
            https://a.example/x      | https://a.example/ x   | 2 | receivers[0].url          | is not a URL
            https://a.example/x      | https://${HOST}/x      | 2 | receivers[0].url          | environment has no HOST
            ${KEY}                   | ${NO_KEY}              | 2 | receivers[0].secret       | environment has no NO_KEY
            secret: "${KEY}"         | secret: []             | 2 | receivers[0].secret       | missing
            standard-webhooks        | xml                    | 2 | receivers[0].format       | one of standard-webhooks
            type: webhook            | type: webhook, tls: 1  | 2 | receivers[0].tls          | unknown key
            type: webhook            | type: webhook, allow_ports: [0]        | 2 | receivers[0].allow_ports   | not a port
            type: webhook            | type: webhook, allow_private: yes      | 2 | receivers[0].allow_private | true or false
            receiver: hook           | receiver: hok          | 4 | routes[0].receiver        | no receiver 'hok': one of hook
            severity: page           | severity: "(page"      | 4 | routes[0].match.severity  | regular expression
            severity: page           | severity: "(?!info).*" | 4 | routes[0].match.severity  | regular expression
            severity: page           | queue: "((a{99}){99}){99}" | 4 | routes[0].match.queue | must not repeat anything more than
            severity: page           | severity: [page]       | 4 | routes[0].match.severity  | one regular expression
            group_wait: 30s          | group_wait: 30         | 4 | routes[0].group_wait      | must be a duration
            group_wait: 30s          | group_wait: 2h         | 4 | routes[0].group_wait      | at most 60m
            group_wait: 30s          | repeat_interval: 59s   | 4 | routes[0].repeat_interval | must be at least 1m
            group_wait: 30s          | repeat_interval: 4m, group_interval: 5m | 4 | routes[0].repeat_interval | not shorter than group_interval
            group_wait: 30s          | mute_times: nights     | 4 | routes[0].mute_times      | there is no time interval nights
            group_wait: 30s          | active_times: [a, a]   | 4 | routes[0].active_times    | names an interval twice
            group_wait: 30s          | escalate: [{after: 5m, receiver: hok}]  | 4 | routes[0].escalate[0].receiver | no receiver 'hok'
            group_wait: 30s          | escalate: [{receiver: hook}]           | 4 | routes[0].escalate[0].after    | longer than that of the step before
            group_wait: 30s          | repeat_interval: often | 4 | routes[0].repeat_interval | must be a duration
            group_wait: 30s          | group_interval: 25h    | 4 | routes[0].group_interval  | at most 24h
            group_by: [queue]        | group_by: [queue, queue] | 4 | routes[0].group_by      | twice
            group_by: [queue]        | group_by: []           | 4 | routes[0].group_by        | leave it out for [uid]
            group_by: [queue]        | group_by: [queu]       | 4 | routes[0].group_by        | did you mean queue?
            severity: page           | sevrity: page          | 4 | routes[0].match.sevrity   | did you mean severity?
            severity: page           | severity: critical     | 4 | routes[0].match.severity  | matches no severity; there are page
            severity: page           | severity: "!page"      | 4 | routes[0].match.severity  | a ! does not negate
            severity: page           | queue: "$QUEUE"        | 4 | routes[0].match.queue     | no variable is replaced
            severity: page           | queue: '\\\\$Q'         | 4 | routes[0].match.queue     | no variable is replaced
            receiver: hook           | receiver: [hook, hok]  | 4 | routes[0].receiver        | no receiver 'hok': one of hook
            receiver: hook           | receiver: [hook, hook] | 4 | routes[0].receiver        | names a receiver twice
            receiver: hook           | receiver: []           | 4 | routes[0].receiver        | names nobody
            receiver: hook,          | ''                     | 4 | routes[0].receiver        | missing; the name of one of the receivers
            receiver: hook           | receivers: [hook]      | 4 | routes[0].receivers       | the key is receiver, also for several
            receiver: hook           | receiver: hook, continue: yes | 4 | routes[0].continue | true or false
            group_wait: 30s          | routes: [{match: {queue: a}, receiver: hok}] | 4 | routes[0].routes[0].receiver | no receiver 'hok'
            group_wait: 30s          | routes: [{match: {quue: a}}] | 4 | routes[0].routes[0].match.quue | did you mean queue?
            receiver: hook           | receiver: "${HOOK}"    | 4 | routes[0].receiver        | no variable is replaced
            ${KEY}                   | ${NO-KEY}              | 2 | receivers[0].secret       | something else in it than a name
            ${KEY}                   | $KEY                   | 2 | receivers[0].secret       | looks like a variable and is none
            https://a.example/x      | https://${HOST/x       | 2 | receivers[0].url          | no } closes
            {severity: page}         | ''                     | 4 | routes[0].match           | has nothing behind it; write a value
            severity: page           | queue:                 | 4 | routes[0].match.queue     | or "" for alerts without queue
            severity: page           | uid: ""                | 4 | routes[0].match.uid       | each has a uid
            type: webhook            | type: webhook, allow_http_hosts: ["http://relay.internal"] | 2 | receivers[0].allow_http_hosts | hosts alone
            type: webhook            | type: webhook, allow_http_hosts: ["relay.internal:8080"]   | 2 | receivers[0].allow_http_hosts | hosts alone
            type: webhook            | type: webhook, allow_http_hosts: ["relay.internal/x"]      | 2 | receivers[0].allow_http_hosts | hosts alone
            type: webhook            | type: webhook, allow_http_hosts: ["*.internal"]            | 2 | receivers[0].allow_http_hosts | hosts alone
            receivers:               | receiver:              | 1 | receiver                  | unknown key
            """)
    void namesFileLineAndField(String from, String to, int line, String field, String words) {
        String broken = GOOD.replace(from, to);
        assertThat(broken).isNotEqualTo(GOOD);
        RoutingException refused = refuse(broken);
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(words);
        });
        assertThat(refused.getMessage())
                .containsPattern("alert-routing\\.yaml:" + line + ":\\d+: error: " + Pattern.quote(field) + ": ");
        assertThat(refused.getMessage()).doesNotContain("geheim");
    }

    /** Rules of who keeps whom quiet, and what is wrong with them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {target: {severity: page}}                               | inhibit[0].source     | missing; conditions as in the match of a route
            {source: {}, target: {severity: page}}                   | inhibit[0].source     | asks for nothing
            {source: {uid: queue-long}}                              | inhibit[0].target     | missing
            {source: {uid: queue-long}, target: {quue: a}}           | inhibit[0].target.quue | did you mean queue?
            {source: {uid: queue-long}, target: {}, equal: [tear]}   | inhibit[0].equal      | no alert has a label tear
            {source: {uid: queue-long}, target: {}, equals: [tier]}  | inhibit[0].equals     | unknown key
            {source: {severity: pge}, target: {}}                    | inhibit[0].source.severity | matches no severity
            """)
    void namesWhatIsWrongWithInhibition(String rule, String field, String words) {
        assertThat(refuse(GOOD + "inhibit:\n  - " + rule + "\n").problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(6);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(words);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [quue]     | did you mean queue?
            [severity] | must be labels
            """)
    void namesWhatIsWrongWithFolding(String labels, String words) {
        assertThat(refuse(GOOD + "fold: " + labels + "\n").problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("fold");
                    assertThat(problem.message()).contains(words);
                });
    }

    /** Java's own would take longer than the sun will shine. */
    @Test
    @Timeout(10)
    void aMatchTakesNoLongerThanItsText() throws Exception {
        Routing routing = Routing.parse("r.yaml", GOOD.replace("severity: page", "queue: \"(a|a|aa)+\""), VARIABLES);
        Transition alert =
                Transitions.labelled(Transitions.firing("x", "page"), Map.of("queue", "a".repeat(10_000) + "b"));
        assertThat(routing.address(alert, null).notifications()).isEmpty();
    }

    @Test
    void whereAFileIsOnlyCheckedAVariableNeedNotBeSet() throws Exception {
        String file = GOOD.replace("${KEY}", "${NO_KEY}").replace("a.example", "${HOST}");
        Routing routing = Routing.parse(
                "r.yaml", file, VARIABLES, new RoutingContext(Set.of("queue"), List.of(), false), new ArrayList<>());

        assertThat(routing.receivers()).containsOnlyKeys("hook");
        assertThat(routing.resolvable(VARIABLES).receivers()).isEmpty();
    }

    @Test
    void aRegularExpressionMayEndInADollarSignAndASecretMayHoldOne() throws Exception {
        String file = GOOD.replace("severity: page", "severity: '^page$', queue: 'vip$|b\\$c'")
                .replace("${KEY}", "a$$b$");
        Routing routing = Routing.parse("r.yaml", file, VARIABLES, CONTEXT, new ArrayList<>());

        assertThat(routing.routes().get(0).match().get("severity").pattern()).isEqualTo("^page$");
        assertThat(routing.receivers().get("hook").secrets().get(0).resolve(VARIABLES))
                .isEqualTo("a$b$");
    }

    @Test
    void blanksAndLineBreaksAroundASecretAreTakenOff() {
        assertThat(new SecretText("${KEY}").resolve(Variables.of(Map.of("KEY", " geheim\n"))))
                .isEqualTo("geheim");
    }

    @Test
    void aRouteBehindOneThatTakesAllIsAnError() {
        String all = "  - {match: {}, receiver: hook}\n";
        RoutingException refused = refuse(GOOD.replace("routes:\n", "routes:\n" + all));

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.getMessage())
                .contains("alert-routing.yaml:5:")
                .contains("routes[1].match: is never reached: the route in line 4 takes all that this one matches");
    }

    @Test
    void theGoodFileIsGood() throws Exception {
        assertThat(Routing.parse("alert-routing.yaml", GOOD, VARIABLES).routes())
                .hasSize(1);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        RoutingException refused = refuse(GOOD.replace("name: hook", "name: H").replace("30s", "soon"));
        assertThat(refused.problems()).extracting(YamlProblem::line).contains(2, 4);
    }

    @Test
    void whatIsNotYamlIsNotQuoted() {
        RoutingException refused = refuse("receivers:\n  - {name: hook, secret: geheim\nroutes: []\n");
        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().get(0).line()).isGreaterThan(0);
        assertThat(refused.getMessage()).contains("not YAML").doesNotContain("geheim");
    }

    @Test
    void whatYamlWouldQuoteOfASecretIsNotQuoted() {
        RoutingException refused = refuse("receivers:\n  - {name: hook, secret: *geheim }\n");
        assertThat(refused.getMessage())
                .contains("alert-routing.yaml:2:", "an alias, anchor or tag that cannot be used")
                .doesNotContain("geheim");
    }

    @Test
    void aKeyThatStandsTwiceIsAnError() {
        RoutingException refused = refuse(GOOD + "routes: []\n");
        assertThat(refused.problems().get(0).line()).isEqualTo(5);
        assertThat(refused).hasMessageContaining("routes").hasMessageContaining("twice");
    }

    @Test
    void twoReceiversOfOneNameAreAnError() {
        String line = GOOD.lines().skip(1).findFirst().orElseThrow() + "\n";
        assertThat(refuse(GOOD.replace(line, line + line)).problems().get(0).line())
                .isEqualTo(3);
    }

    @Test
    void anEmptyFileDeliversNothing() throws Exception {
        for (String empty : new String[] {"receivers: []\nroutes: []\n", "routes: []\n"}) {
            Routing routing = Routing.parse("r.yaml", empty, VARIABLES);
            assertThat(routing.isEmpty()).isTrue();
            assertThat(routing.note()).contains("r.yaml has no routes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n"})
    void anEmptyFileIsAMistake(String empty) {
        assertThat(refuse(empty)).hasMessageContaining("is empty: write receivers and routes into it, or remove it");
    }

    @Test
    void hostsAreComparedAsUrlsHaveThem() throws Exception {
        String file =
                GOOD.replace("type: webhook", "type: webhook, allow_http_hosts: [Relay.Internal, '[::1]', '::1']");
        assertThat(Routing.parse("r.yaml", file, VARIABLES)
                        .receivers()
                        .get("hook")
                        .allowHttpHosts())
                .containsExactly("relay.internal", "::1");
    }

    /** What stands before the route of the good file, what its match is, and the warning. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {queue: ".*"}                         ; {queue: vip}                     ; never reached
            {queue: "a.*"}                        ; {queue: "ab|ac"}                 ; never reached
            {queue: "a.*"}                        ; {queue: "ab|b"}                  ;
            {queue: "a|b"}                        ; {queue: a}                       ; never reached
            {queue: "a|b"}                        ; {queue: a, severity: page}       ; never reached
            {queue: "a|b"}                        ; {queue: "a."}                    ;
            {queue: "a|b"}                        ; {severity: page}                 ;
            {queue: "a|b"}                        ; {}                               ;
            {severity: "page|warning"}            ; {severity: page}                 ; never reached
            {severity: "page|warning"}            ; {severity: "p.*"}                ; never reached
            {severity: "page|warning"}            ; {}                               ;
            {severity: "page|warning|info"}       ; {tier: x}                        ; never reached
            {severity: "page|warning|info", tier: x} ; {tier: x}                     ; never reached
            {severity: "page|warning|info", tier: x} ; {tier: "x+"}                  ;
            {severity: page}, {severity: "warning|info"} ; {}                        ; never reached
            {severity: page}, {severity: warning} ; {queue: a}                       ;
            {severity: page}, {tier: ".*"}        ; {queue: a}                       ; never reached
            {uid: "queue-.*"}                     ; {uid: "queue-long"}              ; never reached
            {uid: "queue-.*"}                     ; {uid: "queue.*|sla.*"}           ;
            {uid: "queue-.*"}                     ; {uid: "queue.*", tier: x}        ; never reached
            {severity: page}                      ; {uid: queue-lang}                ; matches the uid of no rule; did you mean queue-long?
            """)
    void warnsOfRoutesThatNoAlertComesTo(String before, String match, String warning) throws Exception {
        String routes = "";
        for (String each : before.split("(?<=\\}), ")) {
            routes += "  - {match: " + each + ", receiver: hook}\n";
        }
        String file = GOOD.replace("{severity: page}", match).replace("routes:\n", "routes:\n" + routes);
        List<YamlProblem> warnings = new ArrayList<>();
        Routing.parse("r.yaml", file, VARIABLES, CONTEXT, warnings);

        if (warning == null) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings).singleElement().satisfies(problem -> {
                assertThat(problem.error()).isFalse();
                assertThat(problem.message()).contains(warning);
                assertThat(problem.line()).isEqualTo((int) file.lines().count());
            });
        }
    }

    /** The match of the route, and the warning; the rules are those of {@link #RULES}. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {severity: warning}                 ;
            {severity: page}                    ;
            {severity: info}                    ; severity: matches no alert: the rules give only severity page, warning
            {severity: page, uid: long}         ; match: asks for what no rule's alerts have together
            {severity: page, queue: vip}        ;
            {severity: warning, queue: vip}     ; match: asks for what no rule's alerts have together
            {queue: vip, clock: first_reply}    ;
            {clock: resolution}                 ; clock: matches no alert: the rules give only clock first_reply
            {queue: refnds}                     ;
            {uid: long, queue: refnds}          ; match: asks for what no rule's alerts have together
            {channel: chat, uid: long}          ; match: asks for what
            {channel: "", uid: long}            ;
            {team: bac-office}                  ; team: matches no alert: the rules give only team back-office; did you mean back-office?
            {team: ""}                          ;
            {side: customer}                    ; side: no rule's alerts have a side here
            {tier: ""}                          ;
            {tier: gold}                        ; tier: matches no alert: the rules give only tier vip
            """)
    void warnsOfRoutesThatNoRuleFills(String match, String warning) throws Exception {
        RuleSet rules = RuleSet.parse("rules.yaml", RULES);
        List<String> dimensions = List.of("queue", "channel", "tier");
        RoutingContext context = new RoutingContext(
                Set.of("queue", "channel", "tier", "clock", "side", "team"),
                rules.rules().stream()
                        .map(rule -> RuleAlerts.of(rule, dimensions))
                        .toList(),
                true);
        List<YamlProblem> warnings = new ArrayList<>();
        Routing.parse("r.yaml", GOOD.replace("{severity: page}", match), VARIABLES, context, warnings);

        if (warning == null) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .startsWith("r.yaml:4:")
                    .contains(": warning: routes[0].match")
                    .contains(warning);
        }
    }

    /** A side that no alert matches keeps nobody quiet, and nothing else would tell of it. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {source: {uid: long}, target: {severity: page}}        ;
            {source: {uid: lang}, target: {severity: page}}        ; source.uid: matches the uid of no rule; did you mean long?
            {source: {uid: long}, target: {clock: resolution}}     ; target.clock: matches no alert: the rules give only clock
            {source: {uid: long, severity: page}, target: {}}      ; source: asks for what no rule's alerts have together: nobody
            {source: {severity: page}, target: {severity: page}}   ; target: keeps nobody quiet: it asks for what source asks for
            """)
    void warnsOfInhibitionsThatKeepNobodyQuiet(String inhibit, String warning) throws Exception {
        RuleSet rules = RuleSet.parse("rules.yaml", RULES);
        RoutingContext context = new RoutingContext(
                Set.of("queue", "channel", "tier", "clock", "side", "team"),
                rules.rules().stream()
                        .map(rule -> RuleAlerts.of(rule, List.of("queue", "channel", "tier")))
                        .toList(),
                true);
        List<YamlProblem> warnings = new ArrayList<>();
        Routing.parse("r.yaml", GOOD + "inhibit:\n  - " + inhibit + "\n", VARIABLES, context, warnings);

        if (warning == null) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains(": warning: inhibit[0].")
                    .contains(warning);
        }
    }

    private static final String RULES = """
            rules:
              - uid: long
                title: a queue
                metric: queue.waiting
                where: {queue: [orders, refunds]}
                labels: {team: back-office}
                window: {size: 1m, every: 1m}
                levels: [{severity: warning, op: ">", value: 20}]
                annotations: {summary: long}
              - uid: breached
                title: a case
                signal: sla.breached
                where: {clock: first_reply, tier: [vip, none]}
                severity: page
                annotations: {summary: breached}
            """;

    @Test
    void warnsOfAReceiverThatNoRouteNames() throws Exception {
        String line = GOOD.lines().skip(1).findFirst().orElseThrow() + "\n";
        String file = GOOD.replace(line, line + line.replace("name: hook", "name: other"));
        List<YamlProblem> warnings = new ArrayList<>();
        Routing.parse("r.yaml", file, VARIABLES, CONTEXT, warnings);

        assertThat(warnings)
                .extracting(YamlProblem::toString)
                .containsExactly("r.yaml:3:12: warning: receivers[1].name: no route leads to this receiver, so it hears"
                        + " nothing; add one, or remove it");
    }

    private static RoutingException refuse(String yaml) {
        return catchThrowableOfType(
                RoutingException.class,
                () -> Routing.parse("alert-routing.yaml", yaml, VARIABLES, CONTEXT, new ArrayList<>()));
    }
}
