package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeSignTest {

    private static final Variables VARIABLES =
            Variables.of(Map.of("KEY", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "ROUTING", "0".repeat(32)));
    private static final String FILE = """
            receivers:
              - {name: hook, type: webhook, url: "https://a.example/x", secret: "${KEY}"}
              - {name: watch, type: webhook, format: cloudevents, url: "https://b.example/x"}
              - {name: am, type: webhook, format: alertmanager-v4, url: "https://c.example/x"}
              - {name: pager, type: pagerduty, routing_key: "${ROUTING}"}
            routes:
              - {match: {}, receiver: [hook, am, pager]}
            """;

    private static Routing parse(String heartbeat, List<YamlProblem> warnings) throws RoutingException {
        return Routing.parse(
                "alert-routing.yaml", FILE + "heartbeat: " + heartbeat, VARIABLES, RoutingContext.UNKNOWN, warnings);
    }

    @Test
    void isReadAndMakesUseOfItsReceiver() throws RoutingException {
        List<YamlProblem> warnings = new ArrayList<>();
        assertThat(parse("{receiver: watch, every: 5m}", warnings).conduct().heartbeat())
                .isEqualTo(new LifeSign("watch", 300_000));
        assertThat(warnings).isEmpty();
        assertThat(parse("{receiver: hook}", warnings).conduct().heartbeat()).isEqualTo(new LifeSign("hook", 60_000));
        assertThat(warnings).as("nobody speaks to watch").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {every: 1m}                    | heartbeat.receiver | missing
            {receiver: hok}                | heartbeat.receiver | no receiver 'hok': one of hook, watch, am, pager; did you mean hook?
            {receiver: pager}              | heartbeat.receiver | of type webhook with the format standard-webhooks or cloudevents
            {receiver: am}                 | heartbeat.receiver | of type webhook with the format standard-webhooks or cloudevents
            {receiver: hook, every: 9s}    | heartbeat.every    | at least 10s and at most 24h
            {receiver: hook, every: 25h}   | heartbeat.every    | at least 10s and at most 24h
            {receiver: hook, each: 1m}     | heartbeat.each     | unknown key
            hook                           | heartbeat          | must
            """)
    void namesWhatIsWrong(String heartbeat, String field, String words) {
        assertThatThrownBy(() -> parse(heartbeat, new ArrayList<>()))
                .isInstanceOfSatisfying(RoutingException.class, refused -> assertThat(refused.problems())
                        .anySatisfy(problem -> {
                            assertThat(problem.field()).isEqualTo(field);
                            assertThat(problem.line()).isEqualTo(8);
                            assertThat(problem.message()).contains(words);
                        }));
    }

    @Test
    void anIdIsOfTheReceiverAndTheSlot() {
        LifeSign hook = new LifeSign("hook", 60_000);
        String id = hook.at(120_000, 7).id();
        assertThat(hook.at(179_999, 9).id()).isEqualTo(id);
        assertThat(hook.at(180_000, 7).id()).isNotEqualTo(id);
        assertThat(hook.at(119_999, 7).id()).isNotEqualTo(id);
        assertThat(new LifeSign("watch", 60_000).at(120_000, 7).id()).isNotEqualTo(id);
    }
}
