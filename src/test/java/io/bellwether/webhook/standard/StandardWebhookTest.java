package io.bellwether.webhook.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.alert.Driver;
import io.bellwether.alert.Transition;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.AlertData;
import io.bellwether.webhook.ReceiverContract;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.WebhookSignature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardWebhookTest extends ReceiverContract {

    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Override
    protected String keys() {
        return "type: webhook, url: \"${URL}\", secret: \"${SECRET}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("SECRET", SECRET);
    }

    @Override
    protected int maxBytes() {
        return 20_000;
    }

    @Override
    protected boolean isRead() {
        return false;
    }

    @Test
    void theHeadersNameTheMessageAndTheAttempt() {
        Batch batch = message(1);
        WebhookRequest request = format().render(batch, NOW);
        assertThat(request.headers())
                .containsEntry("webhook-id", batch.id())
                .containsEntry("idempotency-key", batch.id())
                .containsEntry("webhook-timestamp", "1700000500")
                .containsEntry("content-type", "application/json")
                .containsEntry("user-agent", "bellwether");
        WebhookSignature receiver = new WebhookSignature(List.of(SECRET));
        String header = request.headers().get("webhook-signature");
        assertThat(receiver.verify(batch.id(), 1_700_000_500, request.body(), header, 1_700_000_501))
                .isTrue();
    }

    @Test
    void aRetryHasTheSameIdAndBodyAndItsOwnTime() {
        WebhookRequest first = format().render(message(1), NOW);
        WebhookRequest later = format().render(message(1), NOW + 60_000);
        assertThat(later.body()).isEqualTo(first.body());
        assertThat(later.headers().get("webhook-id")).isEqualTo(first.headers().get("webhook-id"));
        assertThat(later.headers().get("webhook-timestamp")).isEqualTo("1700000560");
        assertThat(later.headers().get("webhook-signature"))
                .isNotEqualTo(first.headers().get("webhook-signature"));
    }

    @Test
    void oneChangeStandsInDataWithTheFieldsOfItsTransition() throws IOException {
        Transition transition = Transitions.firing("a", "page");
        JsonNode body = json(batch(transition));
        assertThat(body.get("type").asText()).isEqualTo("alert.firing");
        assertThat(body.get("timestamp").asText()).isEqualTo("2023-11-14T22:13:21Z");
        JsonNode data = body.get("data");
        assertThat(data.get("notification_reason").asText()).isEqualTo("first notification");
        assertThat(data.get("group").get("uid").asText()).isEqualTo("backlog");
        assertThat(data.get("delivery_id").asText()).matches("[0-9a-f]{64}");
        JsonNode recorded = JSON.readTree(transition.toJson());
        List<String> recordedNames = new ArrayList<>();
        recorded.fieldNames().forEachRemaining(recordedNames::add);
        recordedNames.remove("shadow");
        assertThat(recordedNames)
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(data.get(name)).as(name).isEqualTo(recorded.get(name)));
    }

    @Test
    void whatDrivesAnAlertIsAListWithoutWhatIsNotKnown() throws IOException {
        Transition driven = Transitions.driven(
                Transitions.firing("a", "page"),
                new Driver("tier", "vip", 0.62, 0.2, 0.4),
                new Driver("brand", "north", Double.NaN, Double.NaN, 7_200));
        assertThat(json(batch(driven)).get("data").get("drivers"))
                .isEqualTo(JSON.readTree("[{\"dimension\":\"tier\",\"value\":\"vip\",\"share\":0.62,"
                        + "\"usual_share\":0.2,\"measured\":0.4},"
                        + "{\"dimension\":\"brand\",\"value\":\"north\",\"measured\":7200.0}]"));
        assertThat(json(batch(Transitions.firing("a", "page"))).get("data").has("drivers"))
                .isFalse();
    }

    @Test
    void numbersThatAreNoneAreNull() throws IOException {
        Transition t = Transitions.firing("a", "page");
        Transition none = new Transition(
                t.alertId(),
                t.uid(),
                t.ruleVersion(),
                t.seq(),
                t.kind(),
                t.reason(),
                t.severity(),
                "",
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NaN,
                0,
                t.startsAt(),
                t.at(),
                t.title(),
                t.text(),
                t.labels(),
                "",
                "",
                "",
                "",
                false,
                List.of());
        JsonNode data = json(batch(none)).get("data");
        assertThat(data.get("value").isNull()).isTrue();
        assertThat(data.get("threshold").isNull()).isTrue();
    }

    @Test
    void severalChangesAreCountedListedAndNamedByTheMostUrgent() throws IOException {
        JsonNode body = json(batch(
                Transitions.resolved("a", 2, "page"),
                Transitions.changed("b", 2, "page", "warning"),
                Transitions.firing("c", "page"),
                Transitions.firing("d", "page")));
        assertThat(body.get("type").asText()).isEqualTo("alert.firing");
        JsonNode data = body.get("data");
        assertThat(data.get("count").asInt()).isEqualTo(4);
        assertThat(data.get("firing").asInt()).isEqualTo(2);
        assertThat(data.get("severity_changed").asInt()).isEqualTo(1);
        assertThat(data.get("resolved").asInt()).isEqualTo(1);
        assertThat(data.get("truncated").asInt()).isZero();
        assertThat(data.get("alerts"))
                .extracting(alert -> alert.get("transition").asText())
                .containsExactly("resolved", "severity_changed", "firing", "firing");
        assertThat(data.get("alerts").get(0).get("delivery_id").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void theOldestCasesAreNamedAndTheListIsCut() throws IOException {
        JsonNode data = json(message(1_000)).get("data");
        int listed = data.get("alerts").size();
        assertThat(listed).isBetween(20, AlertData.MAX_ALERTS);
        assertThat(data.get("truncated").asInt()).isEqualTo(1_000 - listed);
        assertThat(data.get("oldest_cases")).hasSize(Batch.MAX_OLDEST_CASES);
        assertThat(data.get("oldest_cases").get(0).asText()).isEqualTo("case-999");
    }

    @Test
    void equalIdsOfTwoSystemsAreTwoOldestCases() throws IOException {
        Transition desk = Transitions.ofCase("1001", Transitions.START);
        Transition shop = Transitions.of(desk, "shop");
        Transition other = Transitions.ofCase("7", Transitions.START + 1);
        JsonNode data = json(batch(desk, shop, other)).get("data");
        assertThat(data.get("oldest_cases"))
                .extracting(JsonNode::asText)
                .containsExactly("1001 (desk)", "1001 (shop)", "7");
        assertThat(data.get("alerts"))
                .extracting(alert -> alert.get("subject").asText() + " "
                        + alert.get("subject_source").asText())
                .containsExactly("1001 desk", "1001 shop", "7 desk");
    }

    @Test
    void theIdOfSeveralChangesDoesNotDependOnTheirOrder() {
        Transition a = Transitions.firing("a", "page");
        Transition b = Transitions.firing("b", "page");
        assertThat(batch(a, b).id()).isEqualTo(batch(b, a).id());
        assertThat(batch(a, b).id()).isNotEqualTo(batch(a).id()).matches("[0-9a-f]{64}");
    }
}
