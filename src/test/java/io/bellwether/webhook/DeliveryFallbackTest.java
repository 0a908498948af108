package io.bellwether.webhook;

import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Routing;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told that a receiver is not told of alerts. */
class DeliveryFallbackTest extends DeliveryScene {

    private static final long MINUTE = 60_000;

    private MisbehavingServer other;

    @BeforeEach
    void route() throws Exception {
        other = new MisbehavingServer();
        delivery.close();
        restart(null, 0);
    }

    @AfterEach
    void close() throws Exception {
        other.close();
    }

    private void restart(OperatorSubtaskState state, long now) throws Exception {
        String file = DeliveryHarness.receiver("hook", server)
                + DeliveryHarness.receiver("other", other)
                + "routes: [{match: {}, receiver: hook, group_interval: 0s}]\nfallback: other\n";
        delivery = DeliveryHarness.start(Routing.parse("r.yaml", file, DeliveryHarness.variables()), state, now);
    }

    private static void answer(MisbehavingServer server, int... statuses) {
        for (int status : statuses) {
            server.then(MisbehavingServer.status(status, ""));
        }
    }

    /** What the fallback receiver heard: type, receiver and reason. */
    private List<String> heard() throws Exception {
        List<String> heard = new ArrayList<>();
        for (var request : other.requests()) {
            JsonNode message = new ObjectMapper().readTree(request.body());
            JsonNode data = message.path("data");
            heard.add(message.path("type").asText() + " "
                    + data.path("labels").path("receiver").asText() + " "
                    + data.path("reason").asText());
        }
        return heard;
    }

    @Test
    void whoLetsNobodyInIsToldOfOnceAndWhenItIsOver() throws Exception {
        answer(server, 401, 401, 200);
        delivery.send(firing("a", "page"));
        delivery.answers(2);
        assertThat(heard()).containsExactly("alert.firing hook http_401");
        delivery.clock(5 * MINUTE);
        delivery.answers(1);
        assertThat(heard()).as("the second refusal is no news").hasSize(1);
        delivery.clock(10 * MINUTE);
        delivery.answers(2);
        assertThat(types()).endsWith("alert.firing");
        assertThat(heard()).containsExactly("alert.firing hook http_401", "alert.resolved hook recovered");
    }

    @Test
    void itIsKnownOverARestart() throws Exception {
        answer(server, 401, 401, 200);
        delivery.send(firing("a", "page"));
        delivery.answers(2);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restart(state, MINUTE);
        delivery.clock(6 * MINUTE);
        delivery.answers(1);
        assertThat(heard()).hasSize(1);
        delivery.clock(12 * MINUTE);
        delivery.answers(2);
        assertThat(heard()).containsExactly("alert.firing hook http_401", "alert.resolved hook recovered");
    }

    @Test
    void changesThatAreGivenUpAreToldOf() throws Exception {
        answer(server, 400, 200);
        delivery.send(firing("a", "page"));
        delivery.answers(2);
        assertThat(heard()).containsExactly("alert.firing hook http_400");
        delivery.send(firing("b", "page"));
        delivery.answers(2);
        assertThat(heard()).endsWith("alert.resolved hook recovered");
    }

    @Test
    void whatPassesByItselfIsNoNews() throws Exception {
        answer(server, 503, 200);
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.clock(MINUTE);
        delivery.answers(1);
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(1);
        assertThat(heard()).isEmpty();
    }

    /** It would be told of its own silence, and that for ever. */
    @Test
    void itIsNeverToldOfItself() throws Exception {
        answer(server, 401);
        answer(other, 401, 400);
        delivery.send(firing("a", "page"));
        delivery.answers(2);
        assertThat(other.requests()).hasSize(1);
        delivery.clock(4 * MINUTE);
        assertThat(other.requests()).hasSize(1);
    }
}
