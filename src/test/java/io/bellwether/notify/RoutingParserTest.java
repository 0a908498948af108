package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellwether.yaml.YamlProblem;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingParserTest {

    private static final Variables VARIABLES = Variables.of(Map.of("KEY", "geheim"));

    private static final RoutingContext CONTEXT = new RoutingContext(Set.of("queue", "tier"), true);

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
            severity: page           | severity: [page]       | 4 | routes[0].match.severity  | one regular expression
            group_wait: 30s          | group_wait: 30         | 4 | routes[0].group_wait      | must be a duration
            group_wait: 30s          | group_wait: 2h         | 4 | routes[0].group_wait      | at most 60m
            group_wait: 30s          | repeat_interval: 4h    | 4 | routes[0].repeat_interval | unknown key
            group_by: [queue]        | group_by: [queue, queue] | 4 | routes[0].group_by      | twice
            group_by: [queue]        | group_by: []           | 4 | routes[0].group_by        | leave it out for [uid]
            group_by: [queue]        | group_by: [queu]       | 4 | routes[0].group_by        | did you mean queue?
            severity: page           | sevrity: page          | 4 | routes[0].match.sevrity   | did you mean severity?
            severity: page           | severity: critical     | 4 | routes[0].match.severity  | matches no severity; there are page
            severity: page           | severity: "!page"      | 4 | routes[0].match.severity  | a ! does not negate
            severity: page           | queue: "$QUEUE"        | 4 | routes[0].match.queue     | no variable is replaced
            receiver: hook           | receiver: "${HOOK}"    | 4 | routes[0].receiver        | no variable is replaced
            ${KEY}                   | ${NO-KEY}              | 2 | receivers[0].secret       | something else in it than a name
            ${KEY}                   | $KEY                   | 2 | receivers[0].secret       | looks like a variable and is none
            https://a.example/x      | https://${HOST/x       | 2 | receivers[0].url          | no } closes
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

    @Test
    void whereAFileIsOnlyCheckedAVariableNeedNotBeSet() throws Exception {
        String file = GOOD.replace("${KEY}", "${NO_KEY}").replace("a.example", "${HOST}");
        Routing routing = Routing.parse("r.yaml", file, VARIABLES, new RoutingContext(Set.of("queue"), false));

        assertThat(routing.receivers()).containsOnlyKeys("hook");
        assertThat(routing.resolvable(VARIABLES).receivers()).isEmpty();
    }

    @Test
    void aRegularExpressionMayEndInADollarSignAndASecretMayHoldOne() throws Exception {
        String file = GOOD.replace("severity: page", "severity: '^page$', queue: 'vip$|b\\$c'")
                .replace("${KEY}", "a$$b$");
        Routing routing = Routing.parse("r.yaml", file, VARIABLES, CONTEXT);

        assertThat(routing.routes().get(0).match().get("severity").pattern()).isEqualTo("^page$");
        assertThat(routing.receivers().get("hook").secrets().get(0).resolve(VARIABLES))
                .isEqualTo("a$b$");
    }

    @Test
    void blanksAndLineBreaksAroundASecretAreTakenOff() {
        assertThat(new Template("${KEY}").resolve(Variables.of(Map.of("KEY", " geheim\n"))))
                .isEqualTo("geheim");
    }

    @Test
    void aRouteBehindOneThatTakesAllIsAnError() {
        String all = "  - {match: {}, receiver: hook}\n";
        RoutingException refused = refuse(GOOD.replace("routes:\n", "routes:\n" + all));

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.getMessage())
                .contains("alert-routing.yaml:5:")
                .contains("routes[1].match: is never reached: the first route matches all that this one does");
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
        for (String empty : new String[] {"", "# nothing\n", "receivers: []\nroutes: []\n"}) {
            Routing routing = Routing.parse("r.yaml", empty, VARIABLES);
            assertThat(routing.isEmpty()).isTrue();
            assertThat(routing.note()).contains("r.yaml has no routes");
        }
    }

    private static RoutingException refuse(String yaml) {
        return catchThrowableOfType(
                RoutingException.class, () -> Routing.parse("alert-routing.yaml", yaml, VARIABLES, CONTEXT));
    }
}
